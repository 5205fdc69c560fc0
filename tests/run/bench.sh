#!/usr/bin/env bash
# Runs every benchmark: native programs, the same compiled for the browser, and the scripts that drive the real page.
# Each prints lines "figure: NAME VALUE"; a benchmark that ends badly or prints none has failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

export PUPITRE_HOST=$PWD/build/native-release/server-stub/pupitre
export PUPITRE_WEB=$PWD/build/wasm-release/dist
good=0
bad=0

bench() {
  local output
  printf '── %s\n' "$*"
  if output=$("$@" 2>&1) && grep -q '^figure: ' <<<"$output"; then good=$((good + 1)); else bad=$((bad + 1)); fi
  printf '%s\n' "$output"
}

shopt -s nullglob
for program in build/native-release/tests/bench/*_bench; do bench "$program"; done
for program in build/wasm-release/tests/bench/*_bench.js; do bench node "$program"; done
if [ -f tests/browser/package.json ]; then
  (cd tests/browser && npm ci --no-audit --no-fund --loglevel=error) || bad=$((bad + 1))
fi
for script in tests/bench/*.mjs tests/device/bench/*.mjs; do bench node "$script"; done
printf '%d passed, %d failed\n' "$good" "$bad"
[ "$bad" = 0 ] && [ "$good" -gt 0 ]
