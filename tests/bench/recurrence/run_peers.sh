#!/usr/bin/env bash
# Measures our recurrence engine, natively and as the browser runs it, beside other libraries:
#   tests/bench/recurrence/run_peers.sh FOLDER [ROUNDS]
# FOLDER holds the comparison (run.sh, rules.tsv, windows.tsv, never.tsv …), which installs the other libraries and prints the
# tables. Build first: native-release and wasm-release, target recurrence_peer.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
native=$root/build/native-release/tests/bench/recurrence_peer
browser=$root/build/wasm-release/tests/bench/recurrence_peer.js
[ $# -ge 1 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
programs="pupitre=$native"
if [ -f "$browser" ]; then
  starter=$(mktemp)
  trap 'rm -f "$starter"' EXIT
  printf '#!/bin/sh\nexec node "%s" "$@"\n' "$browser" >"$starter"
  chmod +x "$starter"
  programs="$programs pupitre-wasm=$starter"
fi
EXTRA_BINS="$programs" bash "$1/run.sh" "${2:-3}"
