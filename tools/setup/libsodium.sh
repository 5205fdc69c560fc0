# The sources of libsodium for the browser build, which uses its SHA-256; the host takes the same function from Debian's
# library. From Debian's source package (trixie, else forky). Sourced by emsdk-setup.sh.

libsodium_folder="$deps/libsodium"

libsodium_is_usable() { [ -f "$1/crypto_hash/sha256/cp/hash_sha256_cp.c" ] && [ -f "$1/include/sodium/version.h" ]; }

set_up_libsodium() {
  libsodium_is_usable "$libsodium_folder" && return
  local work="$deps/libsodium-source" configuration suite archive
  for suite in trixie forky; do
    rm -rf "$work"
    mkdir -p "$work"
    configuration=$(private_apt "$work/apt" deb-src "$suite") || break
    say "libsodium: fetching the sources ($suite)"
    quietly apt-get -c "$configuration" update || continue
    (cd "$work" && quietly apt-get -c "$configuration" source --download-only libsodium) || continue
    archive=$(ls "$work"/libsodium_*.orig.tar.* 2>/dev/null | head -n 1)
    [ -n "$archive" ] || continue
    mkdir -p "$work/tree"
    tar -xf "$archive" -C "$work/tree" --strip-components=1
    # What ./configure would write from version.h.in stands ready for one of its builds.
    cp "$work"/tree/builds/msvc/version.h "$work/tree/src/libsodium/include/sodium/version.h"
    if libsodium_is_usable "$work/tree/src/libsodium"; then
      rm -rf "$libsodium_folder"
      mv "$work/tree/src/libsodium" "$libsodium_folder"
      cp "$work/tree/LICENSE" "$libsodium_folder/LICENSE"
      rm -rf "$work"
      return
    fi
  done
  stop "the sources of libsodium could not be fetched." "Check the network and run this script again."
}
