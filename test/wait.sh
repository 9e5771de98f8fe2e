# Sourced by tests that are shell scripts. Nothing else in them sleeps (law 19).

# wait_for PID COMMAND…: until COMMAND succeeds. Fails once process PID has ended (0: nobody's), and after minutes, which only a broken program takes.
wait_for() {
    local pid=$1 end=$((SECONDS + 300)); shift
    until "$@"; do
        [ "$pid" = 0 ] || kill -0 "$pid" 2>/dev/null || return 1
        [ $SECONDS -lt $end ] || return 1
        sleep 0.05
    done
}
