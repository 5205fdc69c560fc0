#!/usr/bin/env python3
"""Checks that what is shipped is credited: each header of others that our sources include belongs to a component of
assets/notices/components.json, and the notices of all components can be made. Ends with `N passed, N failed`.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
NOTICES = ROOT / "assets" / "notices"
sys.path.insert(0, str(NOTICES))

from generate import Missing, collect, places  # noqa: E402

INCLUDE = re.compile(r"^\s*#\s*include\s*<([^>]+)>", re.MULTILINE)
# The C library and the system: part of the machine, not shipped by us.
SYSTEM = re.compile(r"^(sys/|netinet/|arpa/|linux/)|^(unistd|fcntl|signal|poll|pwd|termios|dlfcn|errno|stdint|string|time|"
                    r"pthread|malloc|math|stdlib|stddef|stdio|assert|ctype|limits)\.h$")


def uncredited(sources: dict[str, str], components: list[dict]) -> list[str]:
    """Includes of libraries that no component claims."""
    known = [prefix for component in components for prefix in component.get("includes", [])]
    found = []
    for name, text in sources.items():
        for match in INCLUDE.finditer(text):
            header = match.group(1)
            standard = "/" not in header and "." not in header
            if standard or SYSTEM.match(header) or any(header == k or k.endswith("/") and header.startswith(k) for k in known):
                continue
            found.append(f"{name}:{text.count(chr(10), 0, match.start()) + 1}: <{header}> is credited nowhere in "
                         "assets/notices/components.json")
    return found


def shipped_sources() -> dict[str, str]:
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard",
               "core", "web-ui", "server-stub"]
    names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
    return {name: (ROOT / name).read_text(encoding="utf-8", errors="replace")
            for name in sorted(set(names)) if name.endswith((".h", ".cpp", ".inc")) and (ROOT / name).is_file()}


def main() -> int:
    components = json.loads((NOTICES / "components.json").read_text(encoding="utf-8"))["components"]
    problems = uncredited(shipped_sources(), components)
    where, good = places(ROOT / ".deps"), 0
    for component in components:
        try:
            notice = collect([component], where)[0]
            if len(notice["notice"]) < 80:
                problems.append(f"{component['name']}: its notice is suspiciously short: {notice['notice']!r}")
            elif "version" in component and not notice["version"]:
                problems.append(f"{component['name']}: its version was not found")
            else:
                good += 1
        except Missing as missing:
            problems.append(str(missing))
    for problem in problems:
        print(problem)
    print(f"{good} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
