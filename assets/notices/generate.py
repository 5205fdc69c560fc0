#!/usr/bin/env python3
"""Collects the licences of everything Pupitre ships from the packages' own copyright files.

    generate.py --deps .deps --json third-party-notices.json [--text third-party-notices.txt]

The JSON is a list of {name, version, shipped, license, notice}, in the order of components.json; the text is the same
for reading. The same packages give the same bytes. Stops with a sentence when a licence cannot be found.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from debian_copyright import notice, read_page  # noqa: E402

HERE = Path(__file__).resolve().parent


class Missing(Exception):
    """A licence that should be there and is not; the message says what to do."""


def places(deps: Path) -> dict[str, str]:
    """Where the set-up put what is not a Debian package."""
    lucide = sorted(deps.glob("lucide-*"))
    emscripten = deps / "emscripten-root"
    return {
        "imgui": str(deps / "imgui"),
        "lucide": str(lucide[-1]) if lucide else str(deps / "lucide"),
        "emscripten": emscripten.read_text(encoding="utf-8").split("\n")[0] if emscripten.is_file() else str(emscripten),
    }


def read_text(name: str, where: dict[str, str]) -> str | None:
    path = Path(name.format(**where))
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def between(text: str, start: str | None, stop: str | None) -> str:
    begin = text.find(start) if start else 0
    if begin < 0:
        return ""
    end = text.find(stop, begin) if stop else -1
    return text[begin:end if end >= 0 else None]


def tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\t", "    ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def notice_from(source: dict, where: dict[str, str]) -> str | None:
    if "all" in source:
        texts = [notice_from(part, where) for part in source["all"]]
        return "\n\n".join(texts) if all(texts) else None
    if "file" in source:
        text = read_text(source["file"], where)
        return None if text is None else tidy(between(text, source.get("from"), source.get("to")))
    name = source.get("debian_page") or f"/usr/share/doc/{source['debian']}/copyright"
    text = read_text(name, where)
    if text is None:
        return None
    return tidy(notice(read_page(text), source.get("paths", []), source.get("only_paths", False), source.get("licenses", [])))


def version_of(component: dict, where: dict[str, str]) -> str:
    known = component.get("version", {})
    if "file" in known:
        match = re.search(known["pattern"], read_text(known["file"], where) or "")
        return match.group(1) if match else ""
    if "debian" in known:
        command = ["dpkg-query", "-W", "-f=${source:Upstream-Version}", known["debian"]]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    return ""


def collect(components: list[dict], where: dict[str, str]) -> list[dict]:
    collected = []
    for component in components:
        texts = (notice_from(source, where) for source in component["sources"])
        text = next((text for text in texts if text), None)
        if text is None:
            raise Missing(f"The licence of {component['name']} was not found. Run ./emsdk-setup.sh, it installs what is missing.")
        collected.append({"name": component["name"], "version": version_of(component, where),
                          "shipped": component["shipped"], "license": component["license"], "notice": text})
    return collected


def as_text(collected: list[dict]) -> str:
    parts = ["Pupitre contains works of others. With thanks, here are their licences."]
    for entry in collected:
        title = f"{entry['name']} {entry['version']}".strip()
        parts.append(f"{'=' * 100}\n{title} ({entry['license']}; {', '.join(entry['shipped'])})\n{'=' * 100}\n\n{entry['notice']}")
    return "\n\n".join(parts) + "\n"


def write_if_changed(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--deps", type=Path, default=HERE.parents[1] / ".deps")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--text", type=Path)
    options = parser.parse_args()
    components = json.loads((HERE / "components.json").read_text(encoding="utf-8"))["components"]
    try:
        collected = collect(components, places(options.deps))
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    if options.json:
        write_if_changed(options.json, json.dumps(collected, ensure_ascii=False, indent=1) + "\n")
    if options.text:
        write_if_changed(options.text, as_text(collected))
    if not options.json and not options.text:
        print(as_text(collected), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
