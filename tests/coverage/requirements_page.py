"""Reads and writes the tables of docs/requirements.md. Knows nothing of tests."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
STATUSES = ("done", "partly", "not yet", "withdrawn")

ROW = re.compile(r"^\| ([A-Z]+-\d\d) \| (.+) \| ([a-z ]+) \|$")


@dataclass(frozen=True)
class Requirement:
    id: str
    text: str
    status: str
    line: int

    @property
    def domain(self) -> str:
        return self.id.split("-")[0]


def read_requirements(text: str) -> tuple[list[Requirement], list[str]]:
    """The items in the order of the page, and what is wrong with the page itself."""
    items, problems, seen = [], [], set()
    for number, line in enumerate(text.split("\n"), 1):
        if not re.match(r"^\| [A-Z]+-\d", line):
            continue
        match = ROW.match(line)
        if not match:
            problems.append(f"docs/requirements.md:{number}: not of the form | ID | text | status |")
            continue
        item = Requirement(*match.groups(), number)
        if item.status not in STATUSES:
            problems.append(f"docs/requirements.md:{number}: {item.id}: unknown status '{item.status}'")
        if item.id in seen:
            problems.append(f"docs/requirements.md:{number}: {item.id} stands here a second time")
        seen.add(item.id)
        items.append(item)
    return items, problems


def with_status(text: str, ids: set[str], status: str) -> str:
    """The page with the last column of these items changed."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = ROW.match(line)
        if match and match.group(1) in ids:
            lines[number] = f"| {match.group(1)} | {match.group(2)} | {status} |"
    return "\n".join(lines)
