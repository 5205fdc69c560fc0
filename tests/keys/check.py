#!/usr/bin/env python3
"""Checks the words for people: every key that the code uses exists in French and English, every key is used, arguments
and plural forms agree, and the typography is right. Ends with the line `N passed, N failed`, counting keys.

A key counts as used when its literal stands in the code outside the catalogue, when a declaration implies it (label of a
field, choice, refusal, command), or when the code composes it from a literal that ends in a dot ("nav." + name).
"""

import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "tests" / "layers")]

from catalogue import read_messages, problems_in  # noqa: E402
from declarations import FAMILIES, implied  # noqa: E402
from source_text import split_source  # noqa: E402

MESSAGES = re.compile(r"^core/text/messages_\w+\.(cpp|inc)$")
DOTTED = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")
# Calls that take a key: texts.label("…"), texts.format("…", …), texts.count("…", n).
ASKED = re.compile(r"\b(?:label|format|count|has)\s*\(\s*\"([^\"]+)\"")
SCRIPT_TEXT = re.compile(r"""["'`]([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)["'`]""")


def check(sources: dict[str, str]) -> tuple[list[str], int]:
    """What is wrong, and how many keys there are."""
    messages = [m for name, text in sources.items() if MESSAGES.match(name) for m in read_messages(name, text)]
    problems = problems_in(messages)
    known = {message.key: message for message in messages}

    code = {name: text for name, text in sources.items() if not MESSAGES.match(name)}
    must, may = implied({name: text for name, text in code.items() if name.startswith("core/")})
    literals, asked = {}, {}
    for name, text in code.items():
        if name.endswith((".h", ".cpp", ".inc")):
            for literal in split_source(text).literals:
                literals.setdefault(literal.text, f"{name}:{literal.line}")
            for match in ASKED.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                if DOTTED.match(match.group(1)) and not text.split("\n")[line - 1].lstrip().startswith("//"):
                    asked.setdefault(match.group(1), f"{name}:{line}")
        else:
            for match in SCRIPT_TEXT.finditer(text):
                literals.setdefault(match.group(1), name)

    for key, place in sorted(asked.items()):
        if key not in known:
            problems.append(f"{place}: {key}: no such key in the catalogue")
    for key in sorted(must - set(known)):
        problems.append(f"core/text: {key}: a declaration needs this key and the catalogue lacks it")

    prefixes = tuple(text for text in literals if re.match(r"^[a-z][a-z0-9_.]*\.$", text) and text not in FAMILIES)
    for key, message in sorted(known.items()):
        if not (key in literals or key in may or prefixes and key.startswith(prefixes)):
            problems.append(f"{message.place}: {key}: nothing uses this key")
    return problems, len(known)


def our_sources() -> dict[str, str]:
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard",
               "core", "web-ui", "server-stub", "assets/shell"]
    names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
    kinds = (".h", ".cpp", ".inc", ".js", ".mjs", ".html")
    return {name: (ROOT / name).read_text(encoding="utf-8", errors="replace")
            for name in sorted(set(names)) if name.endswith(kinds) and (ROOT / name).is_file()}


def main() -> int:
    problems, keys = check(our_sources())
    for problem in problems:
        print(problem)
    if keys == 0:
        problems.append("the catalogue is empty")
        print(problems[-1])
    print(f"{max(keys - len(problems), 0)} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
