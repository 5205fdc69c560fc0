#!/usr/bin/env python3
"""Runs clang-tidy-19 over our own sources: `tests/tidy/run.py [--jobs N] [--files REGEX] BUILD_FOLDER...`.

Each source is looked at once, with the command of the first build folder that compiles it (native first, then the
browser build for what exists only there). Sources with one command are read together, because most of the time goes
into the headers they share: those that give one name to different things apart, and where two still can't stand in one
unit, in parts. A source found clean is remembered in build/tidy by a hash of everything that could change the finding
(its text, our headers it includes, the checks, the command), so that a second run takes seconds. Ends with the line
`N passed, N failed`, counting sources.
"""

import argparse
import hashlib
import json
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "tidy"
OURS = re.compile(r"^(core|web-ui|server-stub|tests)/.*\.cpp$")
QUOTED = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
NOT_FOR_READING = re.compile(r"-f(no-)?sanitize|-flto|-s[A-Z]")
FINDING = re.compile(r"^(\S+?):\d+:\d+: (error|warning|note): ")
TIDY = "clang-tidy-19"
COMPILER = "clang++-19"
# What a source declares at the beginning of a line: a name, and what stands behind it.
DECLARED = re.compile(rb"^(?!namespace|template|using namespace)(using |[A-Za-z])[^\n(={\[;#/]*?"
                      rb"([\w:<>]+)(?: final)?( : |\s*[(={\[;][^\n]*)", re.MULTILINE)
PARAMETER_NAME = re.compile(rb"\s+\w+(?=[,)])")
BATCH_MAX = 40


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


@lru_cache(maxsize=None)
def browser_arguments() -> tuple[str, ...]:
    """What em++ adds to each command by itself: the target and the root of its library."""
    compiler = (ROOT / ".deps" / "emscripten-root").read_text(encoding="utf-8").split("\n")[0] + "/em++"
    words = shlex.split(subprocess.run([compiler, "--cflags"], capture_output=True, text=True, check=True).stdout)
    kept_words, place = [], 0
    while place < len(words):
        if words[place] in ("-mllvm", "-Xclang"):
            place += 1
        elif words[place] == "-target":
            kept_words.append("--target=" + words[place + 1])
            place += 1
        elif words[place].startswith(("--target=", "--sysroot=", "-D")):
            kept_words.append(words[place])
        place += 1
    return tuple(kept_words)


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
        elif word in ("-o", "-MF", "-MT", "-MQ", "-Xclang"):
            skip = True  # -Xclang brings the precompiled headers, which were made with other flags.
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


@dataclass(frozen=True)
class Batch:
    """Sources that are read together: one folder, one command."""
    sources: tuple[str, ...]
    arguments: tuple[str, ...]

    def of(self, sources: list[str]) -> "Batch":
        return Batch(tuple(sources), self.arguments)

    def parts(self, said: str) -> tuple["Batch", "Batch"]:
        """Without the sources that `said` names, and those; halves when it names none or all."""
        named = [source for source in self.sources if f"{ROOT / source}:" in said]
        if not 0 < len(named) < len(self.sources):
            named = list(self.sources[len(self.sources) // 2:])
        return self.of([source for source in self.sources if source not in named]), self.of(named)


def declared_names(source: str) -> set[bytes]:
    """What can't stand twice in a unit: names, and for functions what they take as well. Macros like TEST_CASE can."""
    names = set()
    for start, name, rest in DECLARED.findall(text_of(ROOT / source)):
        if rest.startswith(b"("):
            names.add(name + PARAMETER_NAME.sub(b"", rest))
        elif start == b"using ":
            names.add(name + rest)
        else:
            names.add(name)
    return {name for name in names if not name.isupper()}


def batches_of(work: dict[str, list[str]]) -> list[Batch]:
    """Each source joins the first batch of its command that has room and knows none of its names."""
    groups = {}
    for source, arguments in sorted(work.items()):
        names = declared_names(source)
        batches = groups.setdefault(tuple(arguments), [])
        fitting = next((batch for batch in batches if len(batch[0]) < BATCH_MAX and not batch[1] & names), None)
        if fitting is None:
            fitting = ([], set())
            batches.append(fitting)
        fitting[0].append(source)
        fitting[1].update(names)
    batches = [Batch(tuple(sources), arguments) for arguments, group in groups.items() for sources, _ in group]
    return sorted(batches, key=lambda batch: -len(batch.sources))


def read_together(batch: Batch, program: str, options: list[str], end: list[str]) -> str:
    """What the program says of the sources as one unit; empty when it finds nothing."""
    unit = CACHE / ("unit-" + hashlib.sha256("\0".join(batch.sources).encode()).hexdigest()[:16] + ".cpp")
    unit.write_text("".join(f'#include "{ROOT / source}"\n' for source in batch.sources), encoding="utf-8")
    command = [program, *options, str(unit), *end, *batch.arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    unit.unlink(missing_ok=True)
    return done.stdout.strip() or (done.stderr.strip() if done.returncode != 0 else "")


def look_at(batch: Batch) -> dict[str, str]:
    """File (source or header) → findings."""
    if len(batch.sources) > 1:
        # Two sources may use one name for different things; on their own they are fine.
        clash = read_together(batch, COMPILER, ["-fsyntax-only", "-w", "-ferror-limit=0"], [])
        if clash:
            first, second = batch.parts(clash)
            return {**look_at(first), **look_at(second)}
    headers = f"--header-filter=^{re.escape(str(ROOT))}/(core|web-ui|server-stub|tests)/"
    said = read_together(batch, TIDY, ["--quiet", headers], ["--"])
    findings, current = {}, ""
    for line in said.replace(str(ROOT) + "/", "").split("\n"):
        match = FINDING.match(line)
        if match and not match.group(2) == "note":
            current = match.group(1)
        if current:
            findings[current] = findings.get(current, "") + line + "\n"
    if said and not findings:
        findings = {source: said + "\n" for source in batch.sources}
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--files", default="", help="only sources whose path matches this expression")
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()

    CACHE.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    base = version + (ROOT / ".clang-tidy").read_bytes()

    work, marks = {}, {}
    for folder in options.folders:
        for source, words in commands_in(folder).items():
            if source in marks or not (ROOT / source).is_file() or not re.search(options.files, source):
                continue
            for_browser = any("em++" in word for word in words[:3])
            arguments = kept(words, for_browser) + (list(browser_arguments()) if for_browser else [])
            marks[source] = CACHE / fingerprint(source, arguments, base)
            if not marks[source].exists():
                work[source] = arguments
    print(f"{len(marks) - len(work)} of {len(marks)} sources are known to be clean from an earlier run", flush=True)

    findings, looked = {}, 0
    with ThreadPoolExecutor(options.jobs) as pool:
        batches = batches_of(work)
        for batch, found in zip(batches, pool.map(look_at, batches)):
            looked += len(batch.sources)
            print(f"[{looked}/{len(work)}] {batch.sources[0]}{' …' if len(batch.sources) > 1 else ''}", flush=True)
            for file, said in found.items():
                if file not in findings:
                    print(said, end="", flush=True)
                findings.setdefault(file, said)
            for source in batch.sources:
                seen = {str(path.relative_to(ROOT)) for path in all_includes((ROOT / source).resolve())} | {source}
                if not seen & set(found):
                    marks[source].touch()
    failed = len(findings)
    print(f"{len(marks) - len([source for source in marks if source in findings])} passed, {failed} failed")
    return 1 if failed or not marks else 0


if __name__ == "__main__":
    sys.exit(main())
