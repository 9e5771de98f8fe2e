# Khuê. Short on purpose: everything is found by glob; adding a file edits nothing.
#   make run     build, make the demo once, serve it on http://127.0.0.1:8080
#   make quick   build, law of the house, unit and page tests on SQLite; `make quick T=roster` runs those whose name has it
#   make test    everything (installs what is missing)        make test-long   the same with longer crash and fuzz runs
#   make install · make deb: where people run it (docs/deploy.md)
#   make check · bench · dev (rebuild, restart and reload on save) · fuzz · shots · lang · clean
# MODE: release, asan (+ undefined behaviour), tsan, fuzz (clang). Objects are in build/MODE, generated code in build/gen.
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules --no-print-directory
B      := build
MODE   ?= release
G      := $(B)/gen
O      := $(B)/$(MODE)
T      ?=
PORT   ?= 8080
DATA   ?= data
JOBS   ?= 2
PKGS   := libmicrohttpd sqlite3 libpq libsodium libxml-2.0 libzip libdeflate libutf8proc libcurl libturbojpeg libpng libwebp libexif libmagic libcrypto libqrencode libical

CC           := gcc
SAN.release  := -O2
SAN.asan     := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
SAN.tsan     := -O1 -fno-omit-frame-pointer -fsanitize=thread
SAN.fuzz     := -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
ifeq ($(MODE),fuzz)
CC           := clang
endif
SAN    := $(SAN.$(MODE))
# Generated code is a third of the program and runs in straight lines: optimizing it under asan took four times as long as compiling it.
# Nobody looks at its variables in a debugger.
GENERATED.asan := -O0 -U_FORTIFY_SOURCE
GENERATED      := -g1 $(GENERATED.$(MODE))
# Tests do little themselves: optimizing them took twice as long as compiling them.
TESTED         := -O0 -U_FORTIFY_SOURCE
# tsan and fuzz look at parts: those with threads, those that read what comes from outside. The rest is linked as it is released.
LOOK.tsan := src/base/% src/data/% src/web/% test/%
LOOK.fuzz := src/base/% src/web/% rooms/roster/read/% rooms/search/% rooms/record/said% rooms/record/sentence% rooms/access/webauthn% doors/% test/%
LOOK      := $(LOOK.$(MODE))
REST      := $(B)/$(if $(LOOK),release,$(MODE))
V      ?=
quiet   = $(if $(V),,@echo "  $@";)
WARN   := -Wall -Wextra -Wno-missing-field-initializers -Wshadow -Wvla -Wformat=2 -Werror
INC    := -Isrc -Irooms -Idoors -I. -I$(G)
# Lines alone suffice for reports of sanitizers; `make test` asks for no more either (a seventh of the time of compiling).
DEBUG  ?= $(if $(filter release,$(MODE)),-g,-g1)
CFLAGS := -std=c17 -D_GNU_SOURCE $(DEBUG) $(WARN) $(INC) -MMD -MP -fstack-protector-strong -D_FORTIFY_SOURCE=2 $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LIBS   := -Wl,--as-needed $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lxlsxwriter -lbrotlienc -lbrotlicommon -lm -pthread

# ---- what there is
find   = $(if $(wildcard $(1)),$(sort $(shell find $(wildcard $(1)) $(2))))
SRC    := $(call find,src rooms doors ui,-name '*.c' -not -path '*/test/*')
TESTS  := $(call find,src rooms doors ui,-path '*/test/*.c')
FUZZ   := $(wildcard test/fuzz/*.c)
TOOLS  := $(filter-out test,$(notdir $(patsubst %/,%,$(sort $(dir $(wildcard tools/*/*.c))))))
GEN     = $(call find,$(G)/generated,-name '*.c')
looked  = $(if $(LOOK),$(filter $(LOOK),$(1)),$(filter-out $(G)/%,$(1)))
obj     = $(patsubst $(G)/%.c,$(REST)/gen/%.o,$(filter $(G)/%,$(1))) $(patsubst %.c,$(O)/%.o,$(looked)) $(patsubst %.c,$(REST)/%.o,$(filter-out $(G)/% $(looked),$(1)))

# ---- host tools: tools/NAME/*.c and what they need of base (an archive, so that nothing generated is needed)
H := $(B)/host
$(H)/%.o: %.c
	@mkdir -p $(@D)
	$(quiet)$(CC_HOST) -O1 $(CFLAGS) -c $< -o $@
CC_HOST := gcc
BASE    := $(patsubst %.c,$(H)/%.o,$(wildcard src/base/*.c))
$(H)/base.a: $(BASE)
	@rm -f $@; ar rcs $@ $^
define tool
$(B)/tools/$(1): $(patsubst %.c,$(H)/%.o,$(wildcard tools/$(1)/*.c)) $(H)/base.a
	@mkdir -p $$(@D)
	$$(quiet)$(CC_HOST) $$^ -o $$@ $(LIBS)
endef
$(foreach t,$(TOOLS),$(eval $(call tool,$(t))))

# ---- generated code. Each tool runs as `build/tools/NAME build/gen` in this folder and writes only files whose content
# changed. made.mk is included, so make runs the tools first and then reads this file again with what they wrote.
VERSION := 0.2
BUILT   := $(shell git describe --always --dirty 2>/dev/null)
$(shell mkdir -p $(G)/generated; printf '/* Made by the Makefile. */\n\043include "base/version.h"\nconst char khue_version[] = "%s";\n' '$(VERSION)$(if $(BUILT), ($(BUILT)))' >$(G)/generated/version.new; cmp -s $(G)/generated/version.new $(G)/generated/version.c || mv $(G)/generated/version.new $(G)/generated/version.c)
READS.sql   := floors.txt $(call find,src ui rooms doors,-path '*/sql/*.sql')
READS.html  := floors.txt $(call find,ui rooms doors,-name '*.html')
READS.po    := $(wildcard lang/*) $(SRC) $(READS.html) $(READS.sql)
READS.asset := $(call find,ui/static,-type f) $(wildcard package-lock.json)
STAMPS := $(patsubst %,$(G)/%.stamp,$(filter sql html po asset,$(TOOLS)))
$(G)/po.stamp: $(filter $(G)/sql.stamp $(G)/html.stamp,$(STAMPS))
.SECONDEXPANSION:
$(G)/%.stamp: $(B)/tools/% $$(READS.$$*)
	@mkdir -p $(G)/generated
	$(B)/tools/$* $(G)
	@touch $@
$(G)/made.mk: $(STAMPS) $(G)/tests.stamp
	@touch $@
$(G)/tests.stamp: test/harness/table.awk $(TESTS)
	@mkdir -p $(G)
	@awk -f test/harness/table.awk $(TESTS) /dev/null >$(G)/tests.new
	@cmp -s $(G)/tests.new $(G)/tests.c && rm $(G)/tests.new || mv $(G)/tests.new $(G)/tests.c
	@touch $@
ifneq ($(filter-out clean tools check setup-run setup-test setup-long run dev test test-long bench bench-record-20m plans deb setup-deb,$(or $(MAKECMDGOALS),run)),)
include $(G)/made.mk
endif

# ---- the program and its tests; those of mode release are also build/khue and build/khue-test
define link
$(quiet)$(CC) $(SAN) $^ -o $@ $(LIBS)
$(if $(filter release,$(MODE)),@ln -f $@ $(B)/$(@F))
endef
THE_REST := $(call obj,$(filter-out src/main.c,$(SRC)) $(GEN))
HARNESS  := $(call obj,$(wildcard test/harness/*.c) $(TESTS) $(G)/tests.c)
MAIN_IN  := $(if $(wildcard src/main.c),$(REST)/main-in-tests.o)
$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(quiet)$(CC) $(SAN) $(CFLAGS) $(if $(findstring /test/,/$<),$(TESTED) -DTEST_FILE=$(subst .,_,$(subst -,_,$(subst /,_,$(basename $<))))) -c $< -o $@
$(O)/gen/%.o: $(G)/%.c
	@mkdir -p $(@D)
	$(quiet)$(CC) $(SAN) $(CFLAGS) $(GENERATED) -c $< -o $@
$(O)/main-in-tests.o: src/main.c               # main.c also holds the list of rooms, which tests use
	@mkdir -p $(@D)
	$(quiet)$(CC) $(SAN) $(CFLAGS) -Dmain=khue_main -c $< -o $@
$(O)/khue: $(O)/src/main.o $(THE_REST)
	$(link)
$(O)/khue-test: $(HARNESS) $(MAIN_IN) $(THE_REST)
	$(link)
$(O)/test/fuzz/%: $(O)/test/fuzz/%.o $(MAIN_IN) $(THE_REST)
	$(quiet)$(CC) $(SAN) -fsanitize=fuzzer $^ -o $@ $(LIBS)
$(O)/bench/%: $(O)/bench/%.o $(MAIN_IN) $(THE_REST)
	$(quiet)$(CC) $(SAN) $^ -o $@ $(LIBS)
-include $(shell find $(O) $(H) -name '*.d' 2>/dev/null)

# ---- what people call
.PHONY: judge-xapi build objects tests tools fuzzers setup-run setup-test setup-long run test test-long quick check bench bench-record-20m benches install deb setup-deb dev fuzz shots schema plans lang clean
build: $(if $(wildcard src/main.c),$(O)/khue)
# A mode that looks at parts has the others made first, by a make of their own.
define made_in_two
@$(MAKE) MODE=release objects
@$(MAKE) $(1)
endef
objects: $(THE_REST) $(HARNESS) $(MAIN_IN)
tests: $(if $(LOOK),,$(O)/khue-test)
	$(if $(LOOK),$(call made_in_two,$(O)/khue-test))
tools: $(patsubst %,$(B)/tools/%,$(TOOLS))
fuzzers: $(if $(LOOK),,$(patsubst %.c,$(O)/%,$(FUZZ)))
	$(if $(LOOK),$(call made_in_two,$(patsubst %.c,$(O)/%,$(FUZZ))))
setup-run setup-test setup-long: setup-%:
	@tools/setup $*

run: setup-run
	@$(MAKE) -j$(JOBS) build
	@[ -e $(DATA)/khue.db ] || $(B)/khue demo --data $(DATA) >/dev/null
	@$(B)/khue serve --data $(DATA) --listen 127.0.0.1:$(PORT)
dev:
	@tools/dev $(DATA) $(PORT)
check: tools $(G)/sql.stamp
	$(B)/tools/check
	$(B)/tools/po --check
	@cmp -s $(G)/schema.sql docs/schema.sql || { echo "docs/schema.sql is not of today: run make schema"; exit 1; }
lang: $(B)/tools/po      # what has no English yet goes into lang/en-AREA.po with an empty msgstr; what nothing uses goes out
	$(B)/tools/po --add
quick: build tests tools
	$(O)/khue-test --jobs $(JOBS) $(T)
	@$(MAKE) check
test: setup-test
	@test/run $(T)
test-long: setup-long
	@test/run --long $(T)
benches: $(patsubst %.c,$(O)/%,$(wildcard bench/*.c))
bench: setup-test
	@$(MAKE) -j$(JOBS) build benches
	@node bench/run.mjs $(T)
bench-record-20m: setup-test      # the record store at 20 million statements, one engine after the other; stopped and called again it goes on; up to 75 GB of disk, removed at the end
	@$(MAKE) -j$(JOBS) build benches
	@mkdir -p $(B)/bench-20m; cd $(B)/bench-20m; [ -f sqlite-seen ] || (cd $(CURDIR) && node bench/xapi.mjs 20000000 $(B)/bench-20m) && touch sqlite-seen && rm -rf data
	@test/pg.sh --durable --at $(B)/bench-20m/server node bench/xapi.mjs 20000000 $(B)/bench-20m postgres && rm -rf $(B)/bench-20m
schema: $(B)/tools/check $(G)/sql.stamp   # all tables as they stand, for readers
	@cp $(G)/schema.sql docs/schema.sql
	@$(B)/tools/check --note-migrations
plans: $(B)/tools/sql
	@$(B)/tools/sql --plans
shots: build             # T="teacher /hom-nay" for some
	node test/browser/shots.mjs $(T)
judge-xapi: build          # SUITE=the folder of ADL's lrs-conformance-test-suite, its npm packages installed
	@test/conformance/xapi.sh $(SUITE)
fuzz: SECONDS_EACH ?= 30
fuzz:
	@$(MAKE) -j$(JOBS) MODE=fuzz fuzzers
	@for f in $(patsubst %.c,$(B)/fuzz/%,$(FUZZ)); do \
	  mkdir -p $(B)/corpus/$${f##*/} && $$f -max_total_time=$(SECONDS_EACH) -timeout=10 -artifact_prefix=$(B)/log/ \
	    $(B)/corpus/$${f##*/} test/fuzz/corpus/$${f##*/} || exit 1; done
# ---- where people run it: make install (DESTDIR, PREFIX), make deb (a Debian package in build/)
PREFIX ?= /usr/local
UNITS  ?= $(PREFIX)/lib/systemd/system
install: build
	@install -d -m 755 $(addprefix $(DESTDIR),$(PREFIX)/bin $(PREFIX)/share/khue $(PREFIX)/share/doc/khue $(UNITS))
	@install -m 755 $(B)/khue $(DESTDIR)$(PREFIX)/bin/khue
	@install -m 644 packaging/khue.conf $(DESTDIR)$(PREFIX)/share/khue/khue.conf
	@install -m 644 README.md docs/deploy.md docs/privacy.md docs/security.md $(DESTDIR)$(PREFIX)/share/doc/khue/
	@install -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/khue/copyright
	@sed 's|/usr/bin/khue|$(PREFIX)/bin/khue|; s|/usr/share/doc|$(PREFIX)/share/doc|' packaging/khue.service >$(DESTDIR)$(UNITS)/khue.service
	@chmod 644 $(DESTDIR)$(UNITS)/khue.service
# Later commits are later versions: 0.2+1234.a1b2c3d.
DEB_VERSION ?= $(VERSION)+$(shell git rev-list --count HEAD 2>/dev/null || echo 0).$(or $(subst -,.,$(BUILT)),made)
setup-deb:
	@tools/setup deb
deb: setup-deb
	@$(MAKE) -j$(JOBS) build
	@packaging/deb $(DEB_VERSION) $(B)
clean:
	rm -rf $(B)
