# How test.sh runs a step: output goes to a log, the screen shows progress, and what the runner counted is added up.
# Knows nothing of the single steps. Sourced, not run.

root=$PWD
logs=$root/build/logs
mkdir -p "$logs"

total_passed=0
total_failed=0
failed_steps=()
declare -A outcome=()
started_at=$SECONDS

# run_logged NAME COMMAND...: runs the command with its output in build/logs/NAME.log; shows where it stands.
run_logged() {
  local name=$1 log=$logs/$1.log begun=$SECONDS shown=$SECONDS
  shift
  printf '%s\n' "── $name"
  ( "$@" ) >"$log" 2>&1 </dev/null &
  local job=$!
  trap 'kill '"$job"' 2>/dev/null; exit 130' INT TERM
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.2
    if [ -t 1 ]; then
      printf '\r\033[K   %4d s  %.90s' "$((SECONDS - begun))" "$(last_words "$log")"
    elif [ $((SECONDS - shown)) -ge 30 ]; then
      shown=$SECONDS
      printf '   %4d s  %.100s\n' "$((SECONDS - begun))" "$(last_words "$log")"
    fi
  done
  local code=0
  wait "$job" || code=$?
  trap - INT TERM
  [ ! -t 1 ] || printf '\r\033[K'
  printf '   %s in %d s\n' "$([ "$code" = 0 ] && printf 'finished' || printf 'FAILED (status %d)' "$code")" "$((SECONDS - begun))"
  [ "$code" = 0 ] || show_end "$log"
  return "$code"
}

last_words() { tail -n 1 "$1" 2>/dev/null | tr -d '\r' | tr -c '[:print:]' ' '; }

show_end() {
  printf '   ┌ the last lines of %s\n' "${1#"$root"/}"
  tail -n 60 "$1" | sed 's/^/   │ /'
  printf '   └\n'
}

# The counts a runner printed: our own "N passed, N failed", doctest's summary, or node's.
counted() {
  sed -E 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; seen = 1 }
    /^\[doctest\] test cases:/ { split($0, part, "|"); split(part[2], p, " "); split(part[3], f, " ")
                                 passed += p[1]; failed += f[1]; seen = 1 }
    /^(#|ℹ) pass [0-9]+$/ { passed += $3; seen = 1 }
    /^(#|ℹ) fail [0-9]+$/ { failed += $3; seen = 1 }
    END { if (seen) print passed + 0, failed + 0 }'
}

# run_tests NAME COMMAND...: a step whose runner counts. One that ends well without having run anything has failed.
run_tests() {
  local name=$1 code=0 passed=0 failed=0 line
  run_logged "$@" || code=$?
  line=$(counted "$logs/$name.log")
  if [ -n "$line" ]; then read -r passed failed <<<"$line"; fi
  if [ "$code" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ "$code" = 0 ] && [ $((passed + failed)) = 0 ]; then
    printf '   FAILED: it ended without running a single test\n'
    failed=1
  fi
  printf '   %d passed, %d failed\n' "$passed" "$failed"
  record "$name" "$passed" "$failed"
  [ "$failed" = 0 ]
}

record() {
  total_passed=$((total_passed + $2))
  total_failed=$((total_failed + $3))
  [ "$3" = 0 ] || failed_steps+=("$1")
}

# once NAME COMMAND...: a build or a set-up that several steps need: done once, its failure remembered and counted once.
once() {
  local name=$1
  if [ -z "${outcome[$name]:-}" ]; then
    if run_logged "$@"; then
      outcome[$name]=good
    else
      outcome[$name]=bad
      record "$name" 0 1
    fi
  fi
  [ "${outcome[$name]}" = good ]
}

not_run() {
  printf '%s\n   FAILED: not run, because %s failed\n' "── $1" "$2"
  record "$1" 0 1
}

sum_up() {
  local spent=$((SECONDS - started_at))
  printf '\nTook %d min %02d s. Logs: build/logs\n' "$((spent / 60))" "$((spent % 60))"
  [ "${#failed_steps[@]}" = 0 ] || printf 'Failed: %s\n' "${failed_steps[*]}"
  printf '%d passed, %d failed\n' "$total_passed" "$total_failed"
  [ "$total_failed" = 0 ]
}
