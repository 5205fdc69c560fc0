#!/usr/bin/env bash
# Switches each planted defect on and counts the seeds until the simulator sees it: planted.sh PROGRAM [MOST [DEFECT...]]
# A defect that is not seen within MOST seeds (10,000) is a failure.
set -uo pipefail
program=$1
most=${2:-10000}
shift
[ $# -eq 0 ] || shift
defects=("$@")
[ "${#defects[@]}" -gt 0 ] || mapfile -t defects < <("$program" --defects)

passed=0
failed=0
for defect in "${defects[@]}"; do
  seen=$("$program" --plant "$defect" --most "$most" --brief 2>/dev/null | grep -a '^seed ' | head -n 1)
  if [ -n "$seen" ]; then
    passed=$((passed + 1))
    number=${seen#seed }
    printf '%-36s seen after %5d seeds: %s\n' "$defect" "$((${number%%:*} + 1))" "${seen#*: }"
  else
    failed=$((failed + 1))
    printf '%-36s NOT SEEN in %d seeds\n' "$defect" "$most"
  fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
