"""What the declarations of the core imply about keys: labels of fields, choices, refusals and commands. Reads the C++
sources as text; knows the shape of the field tables (core/schema/field.h) and nothing else.
"""

import re

STRUCT = re.compile(r"\bstruct\s+(\w+)[^{;()]*\{")
TABLE = re.compile(r'\bstd::string_view\s+table\s*=\s*"(\w+)"')
MEMBER = re.compile(r"^\s*([\w:]+)\s+(\w+)\s*(?:=[^;]*|\{[^;]*\})?;", re.MULTILINE)
ROW = re.compile(r'\b\w*field<\s*&\s*(\w+)::(\w+)\s*>\s*\(\s*"(\w+)"\s*(?:,\s*Edit::(\w+))?')
NAME_ARRAY = re.compile(r"\bstd::array<std::string_view,\s*\d+>\s+(\w+)_names\s*=\s*\{([^}]*)\}")
NAMES = re.compile(r"\benum_names<(\w+)>\s*\[\]\s*=\s*\{([^}]*)\}")
REFUSALS = re.compile(r"\benum\s+class\s+RefusalCode\b[^{]*\{(.*?)\};", re.DOTALL)
COMMAND = re.compile(r'\bstd::string_view\s+name\s*=\s*"([a-z_]+(?:\.[a-z_]+)*)"')
QUOTED = re.compile(r'"([^"]*)"')


def structs(text: str):
    """(name, body) of each struct, by matching braces."""
    for match in STRUCT.finditer(text):
        depth, at = 1, match.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        yield match.group(1), text[match.end():at - 1]


def implied(sources: dict[str, str]) -> tuple[set[str], set[str]]:
    """The keys that must exist, and those that may."""
    text = "\n".join(sources.values())
    bare = re.sub(r"//[^\n]*", "", text)
    tables, types = {}, {}
    for name, body in structs(bare):
        table = TABLE.search(body)
        if table:
            tables[name] = table.group(1)
            types[name] = {member: kind for kind, member in MEMBER.findall(body)}
    choices = {name: QUOTED.findall(names) for name, names in NAMES.findall(bare)}
    for name, names in NAME_ARRAY.findall(bare):  # currency_names stands for the enum Currency.
        choices["".join(word.capitalize() for word in name.split("_"))] = QUOTED.findall(names)

    must, may = set(), set()
    for entity, member, key, edit in ROW.findall(bare):
        table = tables.get(entity)
        if table is None:
            continue
        label = f"{table}.{key}"
        (must if edit and edit != "hidden" else may).add(label)
        may.add(f"{label}.hint")  # What a form says below the field.
        if edit == "choice":
            must.update(f"choice.{label}.{choice}" for choice in choices.get(types[entity].get(member, ""), []))
    may |= must
    for table in tables.values():
        must.add(table)

    refusals = REFUSALS.search(bare)
    if refusals:
        must.update(f"refusal.{name}" for name in re.findall(r"\b[a-z_]+\b", refusals.group(1)))
    commands = set(COMMAND.findall(bare)) | {f"{t}.{verb}" for t in tables.values() for verb in ("create", "change", "delete", "move")}
    (must if '"command."' in bare else may).update(f"command.{name}" for name in commands)
    return must, may | must


FAMILIES = ("refusal.", "choice.", "command.")
