# Finds or installs an Emscripten of 3.1.61 or newer. Order: the one on PATH, the one of $EMSDK, a private copy of
# Debian trixie's packages in .emsdk/, the official kit at a pinned version. Sourced by emsdk-setup.sh.

emscripten_oldest=3.1.61
emscripten_official=3.1.69
emscripten_folder="$root/.emsdk"

# Prints the version an emcc reports, or nothing if it or its compiler does not start.
emcc_version() {
  local said
  said=$("$1" -v 2>&1) || return 0
  sed -n '1s/.* \([0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' <<<"$said"
}

new_enough() {
  local version
  [ -x "$1" ] || return 1
  version=$(emcc_version "$1")
  [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$emscripten_oldest" "$version" | sort -V | head -n 1)" = "$emscripten_oldest" ]
}

# Where Emscripten's CMake files are, seen from its emcc (which may be a link or a wrapper).
emscripten_root_of() { dirname "$(readlink -f "$1")"; }

use_emscripten() {
  mkdir -p "$deps"
  local path="$1"
  if [ ! -f "$deps/emscripten-root" ] || [ "$(cat "$deps/emscripten-root")" != "$path" ]; then
    printf '%s\n' "$path" >"$deps/emscripten-root"
    say "Emscripten: $path"
  fi
}

patch_to_private_libraries() {
  local usr="$1/usr" file loader paths
  loader=$(ls "$usr"/lib64/ld-linux*.so.* "$usr"/lib/*/ld-linux*.so.* 2>/dev/null | head -n 1)
  [ -n "$loader" ] || stop "the private Emscripten has no program loader." "Remove $1 and run this script again."
  paths=$(dirname "$(ls "$usr"/lib/*/libc.so.6 | head -n 1)"):$usr/lib/llvm-19/lib
  for file in "$usr"/lib/llvm-19/bin/{clang-19,clang,lld,llvm-nm,llvm-ar,llvm-objcopy,llvm-dwp,llvm-dwarfdump,llvm-objdump,llvm-symbolizer} "$usr"/bin/wasm-*; do
    # Links (clang++, wasm-ld, llvm-strip …) lead to these same files.
    if [ -f "$file" ] && [ ! -L "$file" ] && head -c 4 "$file" | grep -q ELF; then
      patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$paths" "$file"
    fi
  done
  # A library with a search path of its own is not served by the program's: it, too, must find its neighbours here.
  for file in "$usr"/lib/*/lib{LLVM,clang,lld}*.so* "$usr"/lib/llvm-19/lib/*.so*; do
    if [ -f "$file" ] && [ ! -L "$file" ] && head -c 4 "$file" | grep -q ELF; then
      patchelf --force-rpath --set-rpath "$paths" "$file"
    fi
  done
}

install_private_emscripten() {
  local folder="$emscripten_folder" apt="$emscripten_folder/apt" configuration package
  mkdir -p "$folder"
  say "Emscripten: installing a private copy into .emsdk (about 400 MB, a few minutes, once)"
  configuration=$(private_apt "$apt" deb trixie) || return 1
  if [ ! -f "$folder/downloaded" ]; then
    quietly apt-get -c "$configuration" update || return 1
    quietly apt-get -c "$configuration" install -y --download-only emscripten binaryen lld-19 clang-19 || return 1
    touch "$folder/downloaded"
  fi
  if [ ! -f "$folder/unpacked" ]; then
    say "Emscripten: unpacking"
    for package in "$apt"/cache/archives/*.deb; do
      case $(basename "$package") in
        python3* | libpython3* | node* | libnode* | perl* | libperl* | gcc-* | g++-* | cpp-* | binutils* | libasan* | libtsan* | liblsan* | libubsan* | libhwasan*) ;;
        libgcc-*-dev* | libstdc++-*-dev* | linux-libc-dev* | libc6-dev* | *-doc_* | *-examples_*) ;;
        *) dpkg -x "$package" "$folder" || return 1 ;;
      esac
    done
    touch "$folder/unpacked"
    rm -rf "$apt/cache/archives"
  fi
  patch_to_private_libraries "$folder"
  local home="$folder/usr/share/emscripten"
  cat >"$home/.emscripten" <<CONF
LLVM_ROOT = '$folder/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$folder/usr'
NODE_JS = '$(command -v node)'
FROZEN_CACHE = True
CACHE = '$home/cache'
CONF
  # Its optimiser imports acorn as an ES module, which is looked up beside the importing file only.
  if [ ! -d "$home/node_modules/acorn" ]; then
    (cd "$home" && quietly npm install --no-save --no-package-lock acorn@8) || return 1
  fi
}

install_official_emscripten() {
  local folder="$emscripten_folder/official"
  say "Emscripten: Debian's packages could not be used, trying the official kit at version $emscripten_official"
  if [ ! -x "$folder/emsdk" ]; then
    quietly git clone --depth 1 "https://github.com/emscripten-core/emsdk.git" "$folder" || return 1
  fi
  quietly "$folder/emsdk" install "$emscripten_official" || return 1
  quietly "$folder/emsdk" activate "$emscripten_official" || return 1
}

set_up_emscripten() {
  local emcc
  emcc=$(command -v emcc || true)
  if [ -n "$emcc" ] && new_enough "$emcc"; then
    use_emscripten "$(emscripten_root_of "$emcc")"
    return
  fi
  if [ -n "${EMSDK:-}" ] && new_enough "$EMSDK/upstream/emscripten/emcc"; then
    use_emscripten "$EMSDK/upstream/emscripten"
    return
  fi
  local private="$emscripten_folder/usr/share/emscripten" official="$emscripten_folder/official/upstream/emscripten"
  for home in "$private" "$official"; do
    if new_enough "$home/emcc"; then
      use_emscripten "$home"
      return
    fi
  done
  if install_private_emscripten && new_enough "$private/emcc"; then
    use_emscripten "$private"
  elif install_official_emscripten && new_enough "$official/emcc"; then
    use_emscripten "$official"
  else
    stop "no Emscripten of $emscripten_oldest or newer could be found or installed." \
      "Check the network and run this script again (it goes on where it stopped)," \
      "or install the official Emscripten kit yourself and set EMSDK to its folder."
  fi
}
