# What each step of test.sh does. Sourced by test.sh after runner.sh.

# Compilers with sanitizers want about 2 GB each; more at once only makes the machine swap.
jobs_for_this_machine() {
  local cores memory_kb
  cores=$(nproc)
  memory_kb=$(awk '/MemAvailable/ { print $2 }' /proc/meminfo)
  local fitting=$((memory_kb / 2000000))
  [ "$fitting" -ge 1 ] || fitting=1
  [ "$fitting" -lt "$cores" ] && printf '%d' "$fitting" || printf '%d' "$cores"
}
jobs=${PUPITRE_JOBS:-$(jobs_for_this_machine)}

# Nothing is written outside the checkout.
export PYTHONDONTWRITEBYTECODE=1
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1:strict_string_checks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

# --- Set-up and builds ------------------------------------------------------------------------------------------------

# The quick checks need three small tools. A machine that has them is told of a slip before anything is installed.
prepare_tools() {
  local tool
  for tool in git python3 clang-format-19; do
    command -v "$tool" >/dev/null || { set_up; return; }
  done
}

set_up() { once setup ./emsdk-setup.sh --tests; }

configure_and_build() {
  local preset=$1
  shift
  cmake --preset "$preset" && cmake --build --preset "$preset" --parallel "$jobs" --target "$@"
}

# Most tests keep one core busy, and a browser waits more than it computes. What they leave of the machine, and nothing
# else, reads ahead for clang-tidy from the moment on when the native build stands. It remembers the sources that it found
# clean; what is wrong is said by the step itself, which also reads what only the browser build compiles.
read_ahead_for_tidy() {
  case " ${steps[*]} " in *" tidy "*) ;; *) return 0 ;; esac
  [ -z "${tidy_ahead:-}" ] || return 0
  chrt --idle 0 python3 tests/tidy/run.py --jobs "$jobs" build/native-debug >build/logs/tidy_ahead.log 2>&1 &
  tidy_ahead=$!
  trap 'kill "$tidy_ahead" 2>/dev/null' EXIT
}

build_native() {
  set_up && once build_native configure_and_build native-debug core_tests device_tests host_tests ui_tests pupitre &&
    read_ahead_for_tidy
}
build_wasm() { set_up && once build_wasm configure_and_build wasm-release core_tests; }
build_desk() { set_up && once build_desk configure_and_build wasm-release dist; }

# --- Quick checks -----------------------------------------------------------------------------------------------------

step_format() { run_tests format tests/run/check_format.sh; }

checked() {
  local folder=$1
  python3 "tests/$folder/self_test.py" && python3 "tests/$folder/check.py"
}
step_layers() { run_tests layers checked layers; }
step_keys() { run_tests keys checked keys; }
step_coverage() { run_tests coverage checked coverage; }
step_notices() { if set_up; then run_tests notices checked notices; else not_run notices setup; fi; }

# --- Native, with sanitizers ------------------------------------------------------------------------------------------

native_program() {
  if build_native; then run_tests "$1" "build/native-debug/tests/$1" -nc; else not_run "$1" build_native; fi
}
step_core_tests() { native_program core_tests; }
step_device_tests() { native_program device_tests; }
step_host_tests() { native_program host_tests; }
step_ui_tests() { native_program ui_tests; }

# --- The same core, compiled for the browser --------------------------------------------------------------------------

step_core_tests_wasm() {
  if build_wasm; then
    run_tests core_tests_wasm node build/wasm-release/tests/core_tests.js -nc
  else
    not_run core_tests_wasm build_wasm
  fi
}

# Both builds print "trace digest: …" lines while they test; the lines must be the same.
compare_traces() {
  local native wasm
  native=$(build/native-debug/tests/core_tests -nc -s --test-case="*trace*" | grep -ao 'trace digest: .*' | sort -u)
  wasm=$(node build/wasm-release/tests/core_tests.js -nc -s --test-case="*trace*" | grep -ao 'trace digest: .*' | sort -u)
  printf 'native\n%s\nbrowser\n%s\n' "$native" "$wasm"
  [ -n "$native" ] || { echo 'no "trace digest: …" line was printed'; return 1; }
  [ "$native" = "$wasm" ] || { echo 'the two builds come to different results'; return 1; }
  printf '%d passed, 0 failed\n' "$(wc -l <<<"$native")"
}
step_same_trace() {
  if build_native && build_wasm; then run_tests same_trace compare_traces; else not_run same_trace "a build"; fi
}

# Questions about recurrences, to the host's program and to the core in the browser build: the same bytes.
build_recur() { set_up && once build_recur configure_and_build wasm-release recur_web; }
step_same_answers() {
  if build_native && build_recur; then
    run_tests same_answers python3 tests/conformance/same_answers.py build/native-debug/server-stub/pupitre tools/recur.mjs
  else
    not_run same_answers "a build"
  fi
}

# --- The simulator ----------------------------------------------------------------------------------------------------

# As shipped, with assertions: all seeds that failed once, then others. PUPITRE_SIMULATION_SECONDS says for how long,
# PUPITRE_SIMULATION_FROM where to begin: a run of every day keeps to the same seeds, a hunt goes where nobody was.
build_simulation() { set_up && once build_simulation configure_and_build native-release simulation; }
simulate() {
  local program=build/native-release/tests/simulation/simulation commit
  commit=$(git -c safe.directory='*' rev-parse --short HEAD 2>/dev/null || printf unknown)
  "$program" --seeds-of tests/simulation/seeds.txt --commit "$commit" &&
    "$program" --seconds "${PUPITRE_SIMULATION_SECONDS:-60}" --commit "$commit" \
      --from "${PUPITRE_SIMULATION_FROM:-0}"
}
step_simulation() {
  if build_simulation; then
    run_tests simulation simulate
    grep -a -e '^figure: ' -e ' seeds, ' "$logs/simulation.log"
  else
    not_run simulation build_simulation
  fi
}
# Every planted defect is seen: a quarter of an hour.
step_planted() {
  if build_simulation; then
    run_tests planted tests/simulation/planted.sh build/native-release/tests/simulation/simulation
    grep -a seen "$logs/planted.log"
  else
    not_run planted build_simulation
  fi
}

# --- clang-tidy -------------------------------------------------------------------------------------------------------

step_tidy() {
  if ! build_native; then not_run tidy build_native; return; fi
  if ! build_desk; then not_run tidy build_desk; return; fi
  [ -z "${tidy_ahead:-}" ] || wait "$tidy_ahead"
  run_tests tidy python3 tests/tidy/run.py --jobs "$jobs" build/native-debug build/wasm-release
}

# --- Bytes that nobody expects ----------------------------------------------------------------------------------------

step_fuzz() { if set_up; then run_tests fuzz tests/fuzz/run.sh 5; else not_run fuzz setup; fi; }

# --- The real browser -------------------------------------------------------------------------------------------------

browser_packages() { cd tests/browser && npm ci --no-audit --no-fund --loglevel=error; }
prepare_browser() { set_up && once browser_packages browser_packages; }

# What a device keeps: IndexedDB, IDBFS and locks of a real Chromium, without the desk.
step_device_storage() {
  if prepare_browser; then
    run_tests device_storage node --test tests/device/browser/
  else
    not_run device_storage browser_packages
  fi
}

# The real session in that browser, over the real host, without screens.
build_session_probe() { set_up && once build_session_probe configure_and_build wasm-release session_probe; }
step_device_session() {
  if prepare_browser && build_native && build_session_probe; then
    run_tests device_session node --test tests/device/session/
  else
    not_run device_session "a build"
  fi
}

# The desk as a person uses it, over the real host.
walk_through_the_desk() {
  export PUPITRE_HOST=$root/build/native-debug/server-stub/pupitre
  export PUPITRE_WEB=$root/build/wasm-release/dist
  node tests/browser/run.mjs
}
step_browser() {
  if prepare_browser && build_native && build_desk; then
    run_tests browser walk_through_the_desk
  else
    not_run browser "a build"
  fi
}

# --- Beside other programs --------------------------------------------------------------------------------------------

# The peers are Debian packages that nothing else needs. Without root rights this says what to type.
conformance_packages() {
  source tools/setup/common.sh
  source tools/setup/system_packages.sh
  install_system_packages libical-dev python3-dateutil python3-holidays pkg-config
}
prepare_peers() { once conformance_packages conformance_packages; }
step_conformance() {
  if build_native && build_recur && prepare_peers; then
    run_tests conformance python3 tests/conformance/run.py --recur-mjs tools/recur.mjs
    grep -a -e '^  ' -e ' questions' "$logs/conformance.log"
  else
    not_run conformance "a build or a package"
  fi
}
# Whole requests, as programs send them.
step_conformance_protocol() {
  if build_native && prepare_peers; then
    run_tests conformance_protocol /usr/bin/python3 tests/conformance/protocol.py
  else
    not_run conformance_protocol "a build or a package"
  fi
}
step_conformance_holidays() {
  if set_up && prepare_peers; then
    run_tests conformance_holidays tests/conformance/holidays/run.sh
  else
    not_run conformance_holidays "a package"
  fi
}

# --- Figures ----------------------------------------------------------------------------------------------------------

step_bench() {
  if ! set_up; then not_run bench setup; return; fi
  if ! once build_bench_native configure_and_build native-release benches; then not_run bench build_bench_native; return; fi
  if ! once build_bench_wasm configure_and_build wasm-release benches dist session_probe; then not_run bench build_bench_wasm; return; fi
  run_tests bench tests/run/bench.sh
  grep -a '^figure: ' "$logs/bench.log" | sed 's/^figure: //'
}
