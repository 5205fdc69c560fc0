#!/usr/bin/env bash
# Builds Pupitre and starts it: installs what is missing, compiles the host and the desk, serves both on one address.
# Safe to repeat; a second start takes seconds and keeps the data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
Usage: ./run.sh [--port N] [--host ADDRESS] [--data FOLDER] [--empty] [--help]

  --port N        listen on this port (8080)
  --host ADDRESS  listen on this address (127.0.0.1: only this machine)
  --data FOLDER   where the firm's database stands (data)
  --empty         on the first start: no demo firm
  --debug         build with assertions for finding mistakes
  --help          this page

Stop with Ctrl+C.
TEXT
}

need_value() { [ $# -ge 2 ] && [ -n "$2" ] || { printf '%s needs a value.\n\n' "$1" >&2; usage >&2; exit 2; }; }

port=8080 host=127.0.0.1 data=data kind=release
more=()
while [ $# -gt 0 ]; do
  case $1 in
    --port) need_value "$@"; port=$2; shift ;;
    --host) need_value "$@"; host=$2; shift ;;
    --data) need_value "$@"; data=$2; shift ;;
    --port=*) port=${1#*=} ;;
    --host=*) host=${1#*=} ;;
    --data=*) data=${1#*=} ;;
    --empty) more+=(--empty) ;;
    --debug) kind=debug ;;
    --help | -h) usage; exit 0 ;;
    *) printf 'Unknown option: %s\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

case $port in
  '' | *[!0-9]*) printf 'The port must be a number: %s\n' "$port" >&2; exit 2 ;;
esac

./emsdk-setup.sh

# Compiles one preset's target; says something only when there is work, and shows the errors when it fails.
build() {
  local preset=$1 target=$2 words=$3 log="build/logs/run-$1.log" planned
  mkdir -p build/logs
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"$log" 2>&1 || { tail -n 30 "$log" >&2; exit 1; }
  fi
  planned=$(ninja -C "build/$preset" -n "$target" 2>/dev/null || true)
  if [[ $planned == *'Building C'* || $planned == *'Re-running CMake'* ]]; then
    printf '%s (the first time takes some minutes)…\n' "$words" >&2
    export NINJA_STATUS='  %f of %t, %es  '
    if [ -t 1 ]; then
      cmake --build "build/$preset" --target "$target" || exit 1
    else
      # Nobody watches line by line: how far it is now and then, and the errors.
      cmake --build "build/$preset" --target "$target" >"$log" 2>&1 &
      local job=$! waited=0
      while kill -0 "$job" 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        if [ $((waited % 30)) = 0 ]; then tail -n 1 "$log" | cut -c 1-100 >&2; fi
      done
      wait "$job" || { grep -A 12 -E 'error|FAILED' "$log" | tail -n 60 >&2; exit 1; }
    fi
  else
    cmake --build "build/$preset" --target "$target" >"$log" 2>&1 || { tail -n 60 "$log" >&2; exit 1; }
  fi
}

build "native-$kind" pupitre 'Building the host'
build "wasm-$kind" dist 'Building the desk'

# The host takes Ctrl+C itself: it finishes what it is writing, then stops.
exec "build/native-$kind/server-stub/pupitre" serve --data "$data" --port "$port" --host "$host" \
  --assets "build/wasm-$kind/dist" "${more[@]}"
