#!/usr/bin/env python3
"""Checks the layers of the architecture and the habits of the code: `tests/layers/check.py`.

Reads every file that git tracks or would track, prints `file:line: rule: sentence` for each rule broken, and ends with
the line `N passed, N failed`, counting files. Known exceptions stand in exceptions.txt beside this file; an exception
that no longer occurs fails the check too, so that the list only gets shorter.
"""

import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from rules import Finding, findings_in  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
EXCEPTIONS = Path(__file__).resolve().parent / "exceptions.txt"
TEXT_SUFFIXES = {".h", ".cpp", ".inc", ".py", ".mjs", ".js", ".sh", ".css", ".html", ".json", ".md", ".txt", ".cmake",
                 ".webmanifest", ".svg", ".sql", ".yml", ".yaml", ""}


def listed_files(root: Path) -> list[str]:
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
    return sorted({name for name in names if name and (root / name).is_file()})


def read_exceptions(path: Path) -> dict[tuple[str, str], int]:
    """Lines `path rule reason…`; maps (path, rule) to the line they stand on."""
    known = {}
    if path.is_file():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            words = line.split("#", 1)[0].split()
            if len(words) >= 2:
                known[(words[0], words[1])] = number
    return known


def check(root: Path, names: list[str], known: dict[tuple[str, str], int]) -> tuple[list[Finding], int]:
    """The findings that are not excepted, and how many files were read."""
    findings, used, read = [], set(), 0
    for name in names:
        if Path(name).suffix not in TEXT_SUFFIXES:
            continue
        data = (root / name).read_bytes()
        if b"\0" in data[:4096]:
            continue
        read += 1
        for finding in findings_in(name, data.decode("utf-8", errors="replace")):
            if (finding.path, finding.rule) in known:
                used.add((finding.path, finding.rule))
            else:
                findings.append(finding)
    for (path, rule), line in known.items():
        if (path, rule) not in used:
            findings.append(Finding("tests/layers/exceptions.txt", line, "exception",
                                    f"{path} no longer breaks the rule '{rule}': take the line out."))
    return findings, read


def main() -> int:
    findings, read = check(ROOT, listed_files(ROOT), read_exceptions(EXCEPTIONS))
    for finding in findings:
        print(finding)
    failed = len({finding.path for finding in findings})
    print(f"{max(read - failed, 0)} passed, {failed} failed")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
