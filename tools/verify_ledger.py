#!/usr/bin/env python3
"""Checks an exported ledger without Pupitre: `pupitre export ledger --data FOLDER | tools/verify_ledger.py`.

Follows docs/ledger.md and nothing else: Python's own SHA-256, no code of ours. With `--since FILE`, an earlier export,
it also checks that the present ledger goes on from it: nothing that was recorded then has been changed or left out.
Exit status: 0 when everything holds, 1 when something does not, 2 when the file cannot be read.
"""

import argparse
import hashlib
import json
import sys

LEAF, CONTENT, BODY, LINK = b"\x00", b"\x01", b"\x02", b"\x03"
NOTHING = "0" * 64


class Broken(Exception):
    """Where and why the ledger does not hold."""


class Unreadable(Exception):
    """What is wrong with the file."""


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def number(value: int) -> bytes:
    """Eight bytes, the lowest first."""
    return value.to_bytes(8, "little", signed=True)


def leaf_hash(leaf: dict) -> bytes:
    """An erased value has left only its hash."""
    if "hash" in leaf:
        return bytes.fromhex(leaf["hash"])
    return sha256(LEAF, bytes.fromhex(leaf["salt"]), bytes.fromhex(leaf["content"]))


def link_hash(link: dict) -> str:
    content = sha256(CONTENT, number(link["seq"]), bytes.fromhex(link["client"]), number(link["mid"]),
                     bytes.fromhex(link["actor"]), number(link["at_ms"]), *map(leaf_hash, link["leaves"]))
    body = sha256(BODY, bytes.fromhex(link["scope"]), number(link["number"]), number(link["seq"]),
                  bytes.fromhex(link["digest"]), content)
    return sha256(LINK, bytes.fromhex(link["before"]), body).hex()


def lines_of(name: str):
    with (sys.stdin if name == "-" else open(name, encoding="utf-8")) as file:
        for place, text in enumerate(file, 1):
            try:
                yield place, json.loads(text)
            except ValueError as error:
                raise Unreadable(f"line {place} is not JSON: {error}") from error


def check(name: str) -> tuple[dict, int]:
    """The heads of a ledger that holds, and how many links it has."""
    chains: dict[str, tuple[int, str]] = {}
    heads: dict[str, tuple[int, str]] = {}
    links, last = 0, (0, "")
    for place, line in lines_of(name):
        if place == 1:
            if line.get("format") != "pupitre-ledger" or line.get("version") != 1:
                raise Unreadable("this is not a ledger of format 1")
        elif "head" in line:
            heads[line["head"]] = (line["number"], line["hash"])
        else:
            where = f"line {place}: command {line['seq']}, scope {line['scope']}, link {line['number']}"
            before = chains.get(line["scope"], (0, NOTHING))
            if (line["seq"], line["scope"]) <= last:
                raise Broken(f"{where}: out of order")
            if line["number"] != before[0] + 1:
                raise Broken(f"{where}: {before[0] + 1} was expected")
            if line["before"] != before[1]:
                raise Broken(f"{where}: it does not follow the link before")
            if link_hash(line) != line["hash"]:
                raise Broken(f"{where}: its content is not what its hash was made of")
            chains[line["scope"]], last = (line["number"], line["hash"]), (line["seq"], line["scope"])
            links += 1
    if heads != chains:
        scope = next(scope for scope in sorted({*heads, *chains}) if heads.get(scope) != chains.get(scope))
        raise Broken(f"scope {scope}: the chain ends at {chains.get(scope)}, not at {heads.get(scope)}")
    return heads, links


def goes_on(name: str, heads: dict) -> None:
    """Whether each chain of this ledger passes through these earlier heads."""
    missing = dict(heads)
    for _, line in lines_of(name):
        if missing.get(line.get("scope")) == (line.get("number"), line.get("hash")):
            del missing[line["scope"]]
    for scope, (at, _) in sorted(missing.items()):
        raise Broken(f"scope {scope}: link {at} of the earlier export is not in this one")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", default="-", help="the export; standard input without it")
    options.add_argument("--since", metavar="FILE", help="an earlier export of the same firm")
    given = options.parse_args()
    if given.since and given.file == "-":
        options.error("--since needs the present export as a file")
    try:
        heads, links = check(given.file)
        if given.since:
            goes_on(given.file, check(given.since)[0])
    except Broken as broken:
        print(f"broken: {broken}")
        return 1
    except (Unreadable, OSError, KeyError, TypeError, ValueError) as error:
        print(f"cannot be read: {error!r}" if isinstance(error, (KeyError, TypeError)) else f"cannot be read: {error}")
        return 2
    print(f"{links} links in {len(heads)} chains hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
