# The shipped fonts, in .deps/fonts: Inter in three weights and the icons, cut down to what is used.
# Made again when the list of icons or the way of cutting changes. Sourced by emsdk-setup.sh.

lucide_version=1.62.0
fonts_folder="$deps/fonts"

set_up_fonts() {
  local icons="$root/assets/icons/icons.def" cutter="$root/tools/setup/subset_fonts.py" lucide="$deps/lucide-$lucide_version"
  local inter=/usr/share/fonts/opentype/inter stamp
  stamp="$lucide_version $(cat "$icons" "$cutter" | sha256sum | cut -d ' ' -f 1)"
  if [ "$(cat "$fonts_folder/stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
  [ -f "$inter/Inter-Regular.otf" ] || stop "the Inter font was not found in $inter." "Install the package fonts-inter."
  say "Fonts: cutting Inter and the icons"
  if [ ! -f "$lucide/font/lucide.ttf" ]; then
    rm -rf "$lucide" "$lucide.part"
    mkdir -p "$lucide.part"
    (cd "$lucide.part" && quietly npm pack --silent "lucide-static@$lucide_version" && tar -xzf ./*.tgz) ||
      stop "the icon set lucide-static $lucide_version could not be fetched with npm." "Check the network and run this script again."
    mv "$lucide.part/package" "$lucide"
    rm -rf "$lucide.part"
  fi
  # The machine's own python holds fontTools; another one on PATH may not.
  quietly /usr/bin/python3 "$cutter" --inter "$inter" --lucide "$lucide" --icons "$icons" --out "$fonts_folder.new" ||
    stop "the fonts could not be cut." "Install python3-fonttools, then run this script again."
  rm -rf "$fonts_folder"
  mv "$fonts_folder.new" "$fonts_folder"
  printf '%s\n' "$stamp" >"$fonts_folder/stamp"
}
