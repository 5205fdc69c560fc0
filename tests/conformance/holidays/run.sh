#!/bin/bash
# Compares our holidays with Debian's python3-holidays: tests/conformance/holidays/run.sh
# Ends with the line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../../.."

compiler="${CXX:-$(command -v clang++-19 || command -v g++ || true)}"
if [ -z "$compiler" ]; then
    echo "tests/conformance/holidays: a C++ compiler is missing (apt-get install g++)" >&2
    exit 1
fi
# Debian's package belongs to Debian's Python, whichever other one comes first.
if ! /usr/bin/python3 -c 'import holidays' 2>/dev/null; then
    echo "tests/conformance/holidays: python3-holidays is missing (apt-get install python3-holidays)" >&2
    exit 1
fi
out=build/conformance
mkdir -p "$out"
"$compiler" -std=c++20 -O1 -I. tests/conformance/holidays/list_holidays.cpp core/calendar/date.cpp core/calendar/month.cpp \
    core/calendar/holidays/*.cpp -o "$out/list_holidays"
"$out/list_holidays" >"$out/holidays.tsv"
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/conformance/holidays/compare.py "$out/holidays.tsv"
