#!/usr/bin/env bash
# pg.sh [--durable] [--at DIR] [COMMAND…]: a private PostgreSQL 15 on a free port of 127.0.0.1, for as long as COMMAND runs; its address
# is in KHUE_TEST_DB, that of the owner of the tables in KHUE_TEST_DB_OWNER. Without a command it prints both and waits for Ctrl-C.
# Always stopped and removed at the end; with --at only stopped: its data stay in DIR, and the next call goes on with them.
# Works as root (the server then runs as user postgres) and as anybody else. --durable waits for the disk as in real life, with the
# settings of docs/deploy.md.
set -euo pipefail
fsync=off settings="-c shared_buffers=64MB -c max_wal_size=256MB -c autovacuum=off"
at= mode=immediate
if [ "${1:-}" = --durable ]; then fsync=on settings="-c shared_buffers=1GB -c max_wal_size=4GB -c wal_compression=lz4"; shift; fi
if [ "${1:-}" = --at ]; then at=$2 mode=fast; shift 2; fi

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$bin/initdb" ] || { echo "pg.sh: PostgreSQL is not installed (postgresql-15)" >&2; exit 2; }
if [ -n "$at" ]; then mkdir -p "$at"; home=$(cd "$at" && pwd); else home=$(mktemp -d "${TMPDIR:-/tmp}/khue-pg-XXXXXX"); fi
as=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$home"
    as=(runuser -u postgres --)
fi
child=
finish() {
    [ -z "$child" ] || kill "$child" 2>/dev/null || true
    "${as[@]}" "$bin/pg_ctl" -D "$home/data" -m $mode -t 600 stop >/dev/null 2>&1 || true
    [ -n "$at" ] || rm -rf "$home"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

cd /
there=; [ ! -f "$home/data/PG_VERSION" ] || there=1
[ -n "$there" ] || "${as[@]}" "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 \
    || { cat "$home"/*log >&2; exit 2; }
start() {
    "${as[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 600 start >/dev/null 2>&1 -o "-p $1 -k $home \
        -c listen_addresses=127.0.0.1 -c fsync=$fsync -c synchronous_commit=$fsync -c full_page_writes=$fsync \
        -c max_connections=200 -c max_locks_per_transaction=256 $settings"
}
port=
for try in 1 2 3 4 5; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 20000))
    if start "$port"; then break; fi
    port=
done
[ -n "$port" ] || { cat "$home"/*log >&2; exit 2; }
# As in real life: khue owns the tables (and makes the databases of the tests), khue_server asks and writes; both stand before the wall.
[ -n "$there" ] || psql -q -h 127.0.0.1 -p "$port" -U postgres -d postgres -c "CREATE ROLE khue LOGIN CREATEDB" -c "CREATE ROLE khue_server LOGIN" >>"$home/log" 2>&1 \
    || { cat "$home/log" >&2; exit 2; }
export KHUE_TEST_DB="postgres://khue_server@127.0.0.1:$port/postgres" KHUE_TEST_DB_OWNER="postgres://khue@127.0.0.1:$port/postgres"
export KHUE_TEST_DB_KEEPER="postgres://postgres@127.0.0.1:$port/postgres"
export KHUE_TEST_PG_DATA="$home/data"
cd "$OLDPWD"
export PATH=$bin:$PATH
if [ $# -gt 0 ]; then
    "$@" <&0 &
else
    printf '%s\n' "$KHUE_TEST_DB" "$KHUE_TEST_DB_OWNER"
    sleep infinity &
fi
child=$!                                # in the background, so that a signal is answered at once
status=0
wait "$child" || status=$?
child=
exit "$status"
