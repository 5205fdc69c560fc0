#!/usr/bin/env python3
"""Shows that the coverage check sees what it is there for. Ends with the line `N passed, N failed`."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from check import compare  # noqa: E402
from requirements_page import read_requirements, with_status  # noqa: E402

PAGE = "| CRM-01 | one | done |\n| CRM-02 | two | not yet |\n| CRM-03 | three | withdrawn |\n"
PROOF = {"tests/core/a_test.cpp": 'TEST_CASE("[CRM-01] client: is one")'}

CASES = [
    ("a done item with a test is right", PAGE, PROOF, 0),
    ("a done item without a test", PAGE, {}, 1),
    ("an ID in a comment proves nothing", PAGE, {"tests/core/a_test.cpp": "// [CRM-01] TEST_CASE"}, 1),
    ("an unknown ID in C++", PAGE, PROOF | {"tests/core/b.cpp": 'TEST_CASE("[CRM-99] x")'}, 1),
    ("an unknown ID in a browser test", PAGE, PROOF | {"tests/browser/b.mjs": "test('[XY-01] x', async () => {})"}, 1),
    ("a withdrawn ID", PAGE, PROOF | {"tests/core/b.cpp": 'TEST_CASE("[CRM-03] x")'}, 1),
    ("two IDs in one name, on a later line", PAGE, {"tests/core/a.cpp": 'TEST_CASE(\n    "[CRM-01, CRM-02] x")'}, 0),
    ("a fixture's test", PAGE, {"tests/core/a.cpp": 'TEST_CASE_FIXTURE(World, "[CRM-01] x")'}, 0),
    ("a test that is switched off", PAGE, PROOF | {"tests/browser/b.mjs": "test." + "skip('x', () => {})"}, 1),
    ("a doctest that is switched off", PAGE, PROOF | {"tests/core/c.cpp": 'TEST_CASE("x" * doctest::' + "skip())"}, 1),
    ("an unknown status", PAGE + "| CRM-04 | x | nearly |\n", PROOF, 1),
    ("an item twice", PAGE + "| CRM-02 | x | not yet |\n", PROOF, 1),
    ("a broken row", PAGE + "| CRM-05 | x |\n", PROOF, 1),
]


def main() -> int:
    failures = []
    for what, page, sources, expected in CASES:
        problems = compare(page, sources)[2]
        if len(problems) != expected:
            failures.append(f"{what}: expected {expected} problems, got {problems}")
    changed = read_requirements(with_status(PAGE, {"CRM-02"}, "partly"))[0]
    if [item.status for item in changed] != ["done", "partly", "withdrawn"]:
        failures.append("changing a status changes something else")
    for failure in failures:
        print(failure)
    total = len(CASES) + 1
    print(f"{total - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
