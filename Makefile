# Khuê. Short on purpose: everything is found by glob; adding a file edits nothing.
#   make run · make test · make quick · make check · make bench · make dev · make fuzz
B      ?= build
MODE   ?= release
CC     ?= gcc
G      := $(B)/gen
PKGS   := libmicrohttpd sqlite3 libpq libsodium libxml-2.0 libzip libdeflate libutf8proc
WARN   := -Wall -Wextra -Wshadow -Wvla -Wformat=2 -Werror
INC    := -Isrc -Irooms -I. -I$(G)
CFLAGS  = -std=c17 -D_GNU_SOURCE -O2 -g $(WARN) $(INC) $(SAN) -MMD -MP $(shell pkg-config --cflags $(PKGS))
LIBS    = $(shell pkg-config --libs $(PKGS)) -lxlsxwriter -lm -pthread
