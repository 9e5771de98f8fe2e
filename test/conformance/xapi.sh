#!/usr/bin/env bash
# xapi.sh SUITE: ADL's lrs-conformance-test-suite (its folder, with its packages installed) against khue, in both versions and on both engines: four
# runs, each on a data folder of its own. Prints a line a run: version, engine, passed, failed, total. Fails when any test failed.
# ENGINES="sqlite" or VERSIONS="1.0.3" for some of them.
set -euo pipefail
suite=${1:?"make judge-xapi SUITE=the folder of lrs-conformance-test-suite"}
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/test/wait.sh"
suite=$(cd "$suite" && pwd)
[ -f "$suite/bin/console_runner.js" ] || { echo "judge-xapi: $suite is not the suite" >&2; exit 2; }
[ -d "$suite/node_modules" ] || { echo "judge-xapi: run npm install in $suite first" >&2; exit 2; }
home=$(mktemp -d "${TMPDIR:-/tmp}/khue-judge-XXXXXX")
server=
finish() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$home"; }
trap finish EXIT

if [ "${KHUE_JUDGE_ENGINE:-}" = "" ]; then
    status=0
    for engine in ${ENGINES:-sqlite postgres}; do
        if [ "$engine" = postgres ]; then KHUE_JUDGE_ENGINE=postgres "$here/test/pg.sh" bash "$here/test/conformance/xapi.sh" "$suite" || status=1
        else KHUE_JUDGE_ENGINE=sqlite bash "$here/test/conformance/xapi.sh" "$suite" || status=1
        fi
    done
    exit $status
fi

words=(--data "$home/data")
if [ "$KHUE_JUDGE_ENGINE" = postgres ]; then
    psql -q "$KHUE_TEST_DB_OWNER" -c "CREATE DATABASE judge"
    words+=(--db "${KHUE_TEST_DB%/*}/judge" --db-owner "${KHUE_TEST_DB_OWNER%/*}/judge")
    "$here/build/khue" migrate "${words[@]}" >/dev/null
fi
"$here/build/khue" school new "${words[@]}" --code thcs --name "Trường THCS Thử" --level lower_secondary --area 00004 >/dev/null
read -r key secret < <("$here/build/khue" key new "${words[@]}" --school thcs --scopes all --trusted)
port=$((20000 + RANDOM % 20000))
"$here/build/khue" serve "${words[@]}" --listen "127.0.0.1:$port" --test >"$home/log" 2>&1 &
server=$!
wait_for $server curl -fs -o /dev/null "http://127.0.0.1:$port/khoe"
status=0
for version in ${VERSIONS:-2.0.0 1.0.3}; do
    (cd "$suite" && node bin/console_runner.js -x "$version" -e "http://127.0.0.1:$port/xapi" -a -u "$key" -p "$secret" -z) >"$home/run" 2>&1 || true
    last=$(grep -o '{"total":[0-9]*,"passed":[0-9]*,"failed":[0-9]*' "$home/run" | tail -1)
    echo "xapi $version $KHUE_JUDGE_ENGINE ${last:-did not run}"
    case $last in *'"failed":0') ;; *) status=1 ;; esac
    grep -q 'Tests completed' "$home/run" || status=1
done
exit $status
