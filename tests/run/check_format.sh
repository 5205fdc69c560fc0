#!/usr/bin/env bash
# Says which C++ files differ from what clang-format-19 would write. Ends with "N passed, N failed", counting files.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

mapfile -d '' -t files < <(git -c safe.directory='*' ls-files -z --cached --others --exclude-standard -- '*.h' '*.cpp' '*.inc')
good=0
bad=0
for file in "${files[@]}"; do
  [ -f "$file" ] || continue
  if said=$(clang-format-19 --dry-run -Werror --ferror-limit=1 "$file" 2>&1); then
    good=$((good + 1))
  else
    bad=$((bad + 1))
    printf '%s\n' "$said" | head -n 1
  fi
done
[ "$bad" = 0 ] || printf 'Put right by: clang-format-19 -i FILES\n'
printf '%d passed, %d failed\n' "$good" "$bad"
[ "$bad" = 0 ]
