#!/usr/bin/env bash
# Checks everything: format, layers, message keys, requirement coverage, native tests with sanitizers, the same tests
# compiled for the browser, clang-tidy, and the real desk in a real browser over the real host. Installs what it needs,
# is safe to repeat, and ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

usage() {
  cat <<'TEXT'
Usage: ./test.sh [--fast] [--only NAME]... [--bench] [--conformance] [--list] [--help]

  --fast        without fuzzing, the browser and clang-tidy
  --only NAME   only this step (and what it needs built); may be given several times
  --bench       build as shipped, run tests/bench and print the figures
  --conformance our answers beside those of other programs (some minutes)
  --list        the names of the steps

Logs of each step stand in build/logs. The exit status is 0 only when nothing failed.
TEXT
}

fast=no
bench=no
conformance=no
only=()
while [ $# -gt 0 ]; do
  case $1 in
    --fast) fast=yes ;;
    --bench) bench=yes ;;
    --conformance) conformance=yes ;;
    --only)
      [ $# -ge 2 ] || { usage >&2; exit 2; }
      only+=("$2")
      shift
      ;;
    --list) list=yes ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

source tests/run/runner.sh
source tests/run/steps.sh

steps=(format layers keys coverage notices core_tests device_tests host_tests ui_tests core_tests_wasm same_trace same_answers simulation)
[ "$fast" = yes ] || steps+=(fuzz device_storage device_session browser tidy)
[ "$bench" = no ] || steps=(bench)
[ "$conformance" = no ] || steps=(conformance conformance_protocol conformance_holidays)
if [ "${list:-no}" = yes ]; then
  printf '%s\n' "${steps[@]}"
  exit 0
fi
if [ "${#only[@]}" -gt 0 ]; then
  for name in "${only[@]}"; do
    declare -F "step_$name" >/dev/null || { printf 'There is no step "%s". Try --list.\n' "$name" >&2; exit 2; }
  done
  steps=("${only[@]}")
fi

prepare_tools
for name in "${steps[@]}"; do "step_$name"; done
sum_up
