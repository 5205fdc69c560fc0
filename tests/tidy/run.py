#!/usr/bin/env python3
"""Runs clang-tidy-19 over our own sources: `tests/tidy/run.py [--jobs N] [--files REGEX] BUILD_FOLDER...`.

Each source is looked at once, with the command of the first build folder that compiles it (native first, then the
browser build for what exists only there). A source found clean is remembered in build/tidy by a hash of everything
that could change the finding (its text, our headers it includes, the checks, the command), so that a second run takes
seconds. Ends with the line `N passed, N failed`, counting sources.
"""

import argparse
import hashlib
import json
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "tidy"
OURS = re.compile(r"^(core|web-ui|server-stub|tests)/.*\.cpp$")
QUOTED = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
NOT_FOR_READING = re.compile(r"-f(no-)?sanitize|-flto|-s[A-Z]")
TIDY = "clang-tidy-19"


@lru_cache(maxsize=None)
def text_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@lru_cache(maxsize=None)
def our_includes(path: Path) -> frozenset[Path]:
    """The files of ours that this one includes directly."""
    found = set()
    for name in QUOTED.findall(text_of(path)):
        for candidate in (ROOT / name.decode(), path.parent / name.decode()):
            if candidate.is_file():
                found.add(candidate.resolve())
                break
    return frozenset(found)


def all_includes(path: Path) -> set[Path]:
    seen, waiting = set(), [path]
    while waiting:
        for include in our_includes(waiting.pop()):
            if include not in seen:
                seen.add(include)
                waiting.append(include)
    return seen


def browser_arguments(folder: Path) -> list[str]:
    """What em++ adds to each command by itself: the target and the folders of its library."""
    compiler = (ROOT / ".deps" / "emscripten-root").read_text().split("\n")[0] + "/em++"
    said = subprocess.run([compiler, "--cflags"], capture_output=True, text=True, check=True, cwd=folder).stdout
    return [word for word in shlex.split(said) if word.startswith(("--target", "--sysroot", "-isystem", "-D", "-X", "/"))
            or word in ("-mllvm",)]


def commands_in(folder: Path) -> dict[str, list[str]]:
    """Source → compiler arguments, for our own sources."""
    commands = {}
    for entry in json.loads((folder / "compile_commands.json").read_text()):
        path = Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT) and OURS.match(str(path.relative_to(ROOT))):
            words = entry.get("arguments") or shlex.split(entry["command"])
            commands.setdefault(str(path.relative_to(ROOT)), words)
    return commands


def kept(words: list[str], for_browser: bool) -> list[str]:
    """The arguments that say how to read the source; the compiler's name, launcher and output are left out."""
    out, skip = [], False
    for word in words[1:]:
        if skip:
            skip = False
        elif word in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif word in ("-c", "-MD", "-MMD", "-Werror") or NOT_FOR_READING.match(word):
            continue
        elif word.endswith((".cpp", "/g++", "/c++", "/em++", "em++.py")):
            continue
        else:
            out.append(word)
    if for_browser:
        out = [word for word in out if not word.startswith("-fwasm-exceptions")] + ["-fexceptions"] * (
            "-fwasm-exceptions" in words)
    return out + ["-Wno-unknown-warning-option", "-Wno-unused-command-line-argument"]


def fingerprint(source: str, arguments: list[str], base: bytes) -> str:
    digest = hashlib.sha256(base)
    digest.update("\0".join(arguments).encode())
    path = (ROOT / source).resolve()
    for part in [path, *sorted(all_includes(path))]:
        digest.update(str(part.relative_to(ROOT) if part.is_relative_to(ROOT) else part).encode() + b"\0")
        digest.update(hashlib.sha256(text_of(part)).digest())
    return digest.hexdigest()


def look_at(source: str, arguments: list[str], base: bytes) -> tuple[str, bool, str, bool]:
    mark = CACHE / fingerprint(source, arguments, base)
    if mark.exists():
        return source, True, "", True
    done = subprocess.run([TIDY, "--quiet", str(ROOT / source), "--", *arguments], capture_output=True, text=True, cwd=ROOT)
    findings = done.stdout.replace(str(ROOT) + "/", "")
    if done.returncode == 0:
        mark.touch()
    elif not findings.strip():
        findings = done.stderr
    return source, done.returncode == 0, findings, False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--files", default="", help="only sources whose path matches this expression")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()

    CACHE.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    base = version + (ROOT / ".clang-tidy").read_bytes()

    work = {}
    for folder in options.folders:
        for source, words in commands_in(folder).items():
            if source in work or not (ROOT / source).is_file() or not re.search(options.files, source):
                continue
            for_browser = any("em++" in word for word in words[:3])
            extra = browser_arguments(folder) if for_browser else []
            work[source] = kept(words, for_browser) + extra

    passed = failed = known = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for source, clean, findings, cached in pool.map(lambda item: look_at(*item, base), sorted(work.items())):
            passed, failed, known = passed + clean, failed + (not clean), known + cached
            print(f"[{passed + failed}/{len(work)}] {source}{'' if clean else ': findings'}", flush=True)
            if not clean:
                print(findings, flush=True)
    print(f"{known} of {len(work)} were known to be clean from an earlier run")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not work else 0


if __name__ == "__main__":
    sys.exit(main())
