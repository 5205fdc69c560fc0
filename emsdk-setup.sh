#!/usr/bin/env bash
# Makes a fresh Debian machine able to build Pupitre: Debian packages, Emscripten, Dear ImGui, fonts and icons.
# Safe to repeat: does only what is missing, says nothing when there is nothing to do.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./emsdk-setup.sh [--tests] [--help]

  --tests   also install what ./test.sh needs (Chromium, clang-format, clang-tidy)

Environment:
  EMSDK      an official Emscripten kit to use (3.1.61 or newer)
  IMGUI_DIR  a checkout of Dear ImGui 1.92 or newer to use
TEXT
}

with_tests=no
for argument in "$@"; do
  case $argument in
    --tests) with_tests=yes ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")"
source tools/setup/common.sh
source tools/setup/system_packages.sh
source tools/setup/emscripten.sh
source tools/setup/imgui.sh
source tools/setup/libsodium.sh
source tools/setup/fonts.sh

mkdir -p "$deps"
# Two set-ups at once would unpack over each other.
exec 9>"$deps/.lock"
flock 9

install_system_packages "${system_packages[@]}"
[ "$with_tests" = no ] || install_system_packages "${test_packages[@]}"
set_up_emscripten
set_up_imgui
set_up_libsodium
set_up_fonts
