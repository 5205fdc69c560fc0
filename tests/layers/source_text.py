"""Splits C++ source into code, comments and string literals, so that a rule looks only at what it is about.

Knows nothing of the rules. Keeps line numbers: every part is blanked out, never removed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Literal:
    line: int
    text: str


@dataclass(frozen=True)
class SourceText:
    code: list[str]          # The lines with comments and literals blanked out.
    comments: list[str]      # The lines with everything but comments blanked out.
    literals: list[Literal]  # The string literals, with the line on which each starts.


def split_source(text: str) -> SourceText:
    """One pass over the characters; raw strings, escapes and digit separators (1'000) are understood."""
    code, comments, literals = [], [], []
    i, line, end = 0, 1, len(text)

    def put(chunk: str, target: list[str]) -> None:
        nonlocal line
        line += chunk.count("\n")
        blank = "".join("\n" if c == "\n" else " " for c in chunk)
        for part in (code, comments):
            part.append(chunk if part is target else blank)

    while i < end:
        two = text[i:i + 2]
        if two == "//":
            stop = text.find("\n", i)
            stop = end if stop < 0 else stop
            put(text[i:stop], comments)
        elif two == "/*":
            stop = text.find("*/", i + 2)
            stop = end if stop < 0 else stop + 2
            put(text[i:stop], comments)
        elif text.startswith('R"', i) and not (i > 0 and (text[i - 1].isalnum() or text[i - 1] == "_") and
                                               text[i - 1] not in "uUL8"):
            opening = text.find("(", i)
            closing = ")" + text[i + 2:opening] + '"'
            stop = text.find(closing, opening)
            stop = end if stop < 0 else stop + len(closing)
            literals.append(Literal(line, text[opening + 1:stop - len(closing)]))
            put(text[i:stop], [])
        elif text[i] == '"':
            # The file name of an #include stays visible as code.
            start_of_line = text.rfind("\n", 0, i) + 1
            stop = _end_of_literal(text, i, '"')
            if text[start_of_line:i].lstrip().startswith("#"):
                put(text[i:stop], code)
            else:
                literals.append(Literal(line, text[i + 1:stop - 1]))
                put(text[i:stop], [])
        elif text[i] == "'" and not (i > 0 and (text[i - 1].isalnum() or text[i - 1] == "_") and
                                     i + 1 < end and text[i + 1].isalnum()):
            stop = _end_of_literal(text, i, "'")
            put(text[i:stop], [])
        else:
            stop = i + 1
            put(text[i:stop], code)
        i = stop
    return SourceText("".join(code).split("\n"), "".join(comments).split("\n"), literals)


def _end_of_literal(text: str, start: int, quote: str) -> int:
    i = start + 1
    while i < len(text) and text[i] != quote and text[i] != "\n":
        i += 2 if text[i] == "\\" else 1
    return min(i + 1, len(text))
