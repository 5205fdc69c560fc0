"""Reads the message catalogue (core/text/messages_*.cpp) and looks at its words: both languages, arguments, plural
forms, and the typography that French and English readers expect. Knows nothing of who uses a key.
"""

import re
from dataclasses import dataclass

TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ENTRY = re.compile(r"\{\s*" + TEXT + r",\s*" + TEXT + r",\s*" + TEXT + r",?\s*\}")
PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{1,2}|.)")
KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")

NARROW = "\u202f"  # Before ; ! ? and inside « », in French.
WIDE = "\u00a0"    # Before : in French.


@dataclass(frozen=True)
class Message:
    key: str
    french: str
    english: str
    place: str


def _unescape(match: re.Match) -> str:
    code = match.group(1)
    if code[0] in "uU":
        return chr(int(code[1:], 16))
    if code[0] == "x":
        return "\udc00"  # Part of a character: its bytes are not put together here, only its presence matters.
    return {"n": "\n", "t": "\t"}.get(code, code)


def text_of(pieces: str) -> str:
    return "".join(ESCAPE.sub(_unescape, piece) for piece in PIECE.findall(pieces))


def read_messages(name: str, source: str) -> list[Message]:
    found = []
    for match in ENTRY.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        found.append(Message(*(text_of(part) for part in match.groups()), f"{name}:{line}"))
    return found


def french_slips(text: str) -> list[str]:
    slips = []
    if "'" in text:
        slips.append("a straight apostrophe instead of ’")
    if re.search(r"[^" + NARROW + r"\s;!?…]\s?[;!?]", text.replace(NARROW, "\0")) and re.search(
            r"(?<!" + NARROW + r")(?<![!?;])[;!?]", text):
        slips.append("; ! ? want a narrow no-break space (U+202F) before them")
    if re.search(r"(?<![" + WIDE + r"\d/])(?<!https)(?<!http):(?!//)", text) and re.search(r"(?<!" + WIDE + r"):(\s|$)", text):
        slips.append(": wants a no-break space (U+00A0) before it")
    if re.search("«(?!" + NARROW + "|" + WIDE + ")", text) or re.search("(?<!" + NARROW + ")(?<!" + WIDE + ")»", text):
        slips.append("« » want no-break spaces inside")
    return slips


def english_slips(text: str) -> list[str]:
    return ["a straight apostrophe instead of ’"] if "'" in text else []


def both_slips(text: str) -> list[str]:
    slips = []
    if "..." in text:
        slips.append("three dots instead of …")
    if '"' in text:
        slips.append("straight quotation marks")
    if text != text.strip(" "):
        slips.append("a space at the beginning or the end")
    return slips


def arguments(text: str) -> set[str]:
    return set(re.findall(r"\{\d\}", text))


def problems_in(messages: list[Message]) -> list[str]:
    problems, seen = [], {}
    for message in messages:
        where = f"{message.place}: {message.key}"
        if not KEY.match(message.key):
            problems.append(f"{where}: a key is written in lower case with dots and underscores")
        if message.key in seen:
            problems.append(f"{where}: stands here a second time, first in {seen[message.key]}")
        seen.setdefault(message.key, message.place)
        for language, text, slips in (("French", message.french, french_slips(message.french)),
                                      ("English", message.english, english_slips(message.english))):
            if not text.strip():
                problems.append(f"{where}: no {language} words")
            problems += [f"{where}: {language}: {slip}" for slip in slips + both_slips(text)]
        if arguments(message.french) != arguments(message.english):
            problems.append(f"{where}: the two languages take different arguments")
        if message.french.count("|") > 1 or message.english.count("|") > 1:
            problems.append(f"{where}: more than two plural forms")
    return problems
