#!/usr/bin/env python3
"""Compares docs/requirements.md with the names of the tests: which items have a test, which have none.

A test proves an item by naming it: TEST_CASE("[CRM-19] …") in C++, test('[CRM-07] …') in the browser tests. The check
fails when an item is called done and no test names it, when a test names an item that does not exist or was withdrawn,
and when a test is switched off. Ends with the line `N passed, N failed`. `--missing` also lists the items without a
test; `--quiet` leaves the table per domain out.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from requirements_page import PAGE, ROOT, read_requirements  # noqa: E402

CPP_TEST = re.compile(r'\b(?:TEST_CASE(?:_FIXTURE|_TEMPLATE)?|SUBCASE|SCENARIO)\s*\((?:\s*\w+\s*,)?\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
SCRIPT_TEST = re.compile(r"\b(?:test|it|step)\s*\(\s*('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`\\]|\\.)*`)")
SWITCHED_OFF = re.compile(r"\bdoctest::(?:skip|may_fail|should_fail)\b|\b(?:test|it|describe)\.(?:skip|only|todo)\s*\(|"
                          r"\b(?:skip|only|todo)\s*:\s*true\b")
BRACKET = re.compile(r"\[([^\]]*)\]")
ID = re.compile(r"\b([A-Z]{2,5}-\d+)\b")


def ids_in_test_names(text: str, script: bool):
    """(id, line) for each item named in brackets in the name of a test."""
    for match in (SCRIPT_TEST if script else CPP_TEST).finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        for bracket in BRACKET.findall(match.group(1)):
            for identifier in ID.findall(bracket):
                yield identifier, line


def test_files(root: Path):
    for path in sorted((root / "tests").rglob("*")):
        if path.suffix in (".cpp", ".h", ".mjs", ".js") and "node_modules" not in path.parts:
            yield path


def compare(page: str, sources: dict[str, str]):
    """What is wrong, and which tests name which item."""
    items, problems = read_requirements(page)
    known = {item.id: item for item in items}
    named = defaultdict(list)
    for name, text in sources.items():
        script = not name.endswith((".cpp", ".h"))
        for identifier, line in ids_in_test_names(text, script):
            named[identifier].append(f"{name}:{line}")
            if identifier not in known:
                problems.append(f"{name}:{line}: {identifier} is not in docs/requirements.md")
            elif known[identifier].status == "withdrawn":
                problems.append(f"{name}:{line}: {identifier} was withdrawn")
        for match in SWITCHED_OFF.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            problems.append(f"{name}:{line}: {match.group(0)}: a test that does not run proves nothing")
    for item in items:
        if item.status == "done" and item.id not in named:
            problems.append(f"docs/requirements.md:{item.line}: {item.id} is called done and no test names it")
    return items, named, problems


def print_table(items, named) -> None:
    total, tested = Counter(), Counter()
    status = defaultdict(Counter)
    for item in items:
        total[item.domain] += 1
        tested[item.domain] += item.id in named
        status[item.domain][item.status] += 1
    print(f"{'domain':<8}{'items':>7}{'tested':>8}{'done':>7}{'partly':>8}{'not yet':>9}")
    for domain in dict.fromkeys(item.domain for item in items):
        counts = status[domain]
        print(f"{domain:<8}{total[domain]:>7}{tested[domain]:>8}{counts['done']:>7}{counts['partly']:>8}{counts['not yet']:>9}")
    sums = Counter(item.status for item in items)
    print(f"{'all':<8}{len(items):>7}{sum(tested.values()):>8}{sums['done']:>7}{sums['partly']:>8}{sums['not yet']:>9}")


def main() -> int:
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in test_files(ROOT)}
    items, named, problems = compare(PAGE.read_text(encoding="utf-8"), sources)
    if "--quiet" not in sys.argv:
        print_table(items, named)
    if "--missing" in sys.argv:
        for item in items:
            if item.id not in named and item.status != "withdrawn":
                print(f"no test: {item.id}  {item.text}")
    for problem in problems:
        print(problem)
    right = sum(1 for item in items if item.status == "done" and item.id in named)
    print(f"{right} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
