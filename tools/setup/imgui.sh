# Dear ImGui 1.92 or newer, from Debian's source package (forky, else sid). IMGUI_DIR points to any other checkout.
# Sourced by emsdk-setup.sh.

imgui_folder="$deps/imgui"

imgui_is_usable() {
  [ -f "$1/imgui.cpp" ] && [ -f "$1/backends/imgui_impl_opengl3.cpp" ] &&
    awk '/^#define IMGUI_VERSION_NUM/ { exit !($3 >= 19200) }' "$1/imgui.h"
}

set_up_imgui() {
  if [ -n "${IMGUI_DIR:-}" ]; then
    imgui_is_usable "$IMGUI_DIR" || stop "IMGUI_DIR ($IMGUI_DIR) holds no Dear ImGui 1.92 or newer."
    return
  fi
  imgui_is_usable "$imgui_folder" && return
  local work="$deps/imgui-source" configuration suite archive
  for suite in forky sid; do
    rm -rf "$work"
    mkdir -p "$work"
    configuration=$(private_apt "$work/apt" deb-src "$suite") || break
    say "Dear ImGui: fetching the sources ($suite)"
    quietly apt-get -c "$configuration" update || continue
    (cd "$work" && quietly apt-get -c "$configuration" source --download-only imgui) || continue
    archive=$(ls "$work"/imgui_*.orig.tar.* 2>/dev/null | head -n 1)
    [ -n "$archive" ] || continue
    mkdir -p "$work/tree"
    tar -xf "$archive" -C "$work/tree" --strip-components=1
    if imgui_is_usable "$work/tree"; then
      rm -rf "$imgui_folder"
      mv "$work/tree" "$imgui_folder"
      rm -rf "$work"
      return
    fi
  done
  stop "Dear ImGui 1.92 or newer could not be fetched." \
    "Check the network and run this script again, or set IMGUI_DIR to a checkout of Dear ImGui."
}
