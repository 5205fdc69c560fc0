#!/usr/bin/env python3
"""Shows that the check of the words sees what it is there for. Ends with the line `N passed, N failed`."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from check import check  # noqa: E402

CATALOGUE = "core/text/messages_crm.cpp"


def messages(*entries: str) -> str:
    return "static constexpr Message list[] = {\n" + ",\n".join(entries) + "\n};\n"


GOOD = messages('{"client", "Client", "Client"}', '{"client.name", "Nom", "Name"}', '{"choice.client.kind.big", "Gros", "Big"}',
                '{"nav.work", "Travail", "Work"}', '{"hello", "Bonjour {0}", "Hello {0}"}')
DECLARED = '''// A client.
struct Pair { int a; };
struct Client {
    static constexpr std::string_view table = "client";
    Id<Client> id;
    std::string name;
    Kind kind = Kind::big;
};
template <>
inline constexpr std::string_view enum_names<Kind>[] = {"big"};
std::span<const Field> Client::fields() {
    static constexpr Field rows[] = {field<&Client::id>("id"), field<&Client::name>("name", Edit::text)};
}
'''
WITH_KIND = DECLARED.replace('"name", Edit::text)', '"name", Edit::text), field<&Client::kind>("kind", Edit::choice)')
USED = 'auto a = texts.format("hello", {}); auto b = "nav." + name;\n'

# (what, catalogue, declarations, code, a part of the expected problem or None)
CASES = [
    ("everything in order", GOOD + messages('{"client.kind", "Genre", "Kind"}'), WITH_KIND, USED, None),
    ("a field without a label", GOOD.replace('"client.name"', '"client.nom"'), DECLARED, USED, "client.name"),
    ("a choice without words", messages('{"client", "Client", "Client"}', '{"client.name", "Nom", "Name"}',
                                        '{"client.kind", "Genre", "Kind"}'), WITH_KIND, "", "choice.client.kind.big"),
    ("an unknown key in code", GOOD, DECLARED, USED + 'texts.label("client.gone");', "client.gone: no such key"),
    ("words below a field", GOOD + messages('{"client.name.hint", "Le nom légal", "The legal name"}'), DECLARED, USED, None),
    ("an orphan", GOOD + messages('{"old.words", "Vieux", "Old"}'), DECLARED, USED, "old.words: nothing uses"),
    ("a key twice", GOOD + messages('{"hello", "Salut {0}", "Hi {0}"}'), DECLARED, USED, "a second time"),
    ("no English", GOOD.replace('"Work"', '""'), DECLARED, USED, "no English words"),
    ("other arguments", GOOD.replace('"Hello {0}"', '"Hello {1}"'), DECLARED, USED, "different arguments"),
    ("a straight apostrophe", GOOD.replace("Travail", "L'avis"), DECLARED, USED, "apostrophe"),
    ("a plain space before !", GOOD.replace("Travail", "Allez !"), DECLARED, USED, "U+202F"),
    ("no space before ;", GOOD.replace("Travail", "Oui; non"), DECLARED, USED, "U+202F"),
    ("a plain space before :", GOOD.replace("Travail", "Total : 3"), DECLARED, USED, "U+00A0"),
    ("three dots", GOOD.replace('"Work"', '"Work..."'), DECLARED, USED, "three dots"),
    ("right French punctuation", GOOD.replace("Travail", "Vraiment\u202f? Oui\u00a0: «\u202fTravail\u202f» à 12:30…"), DECLARED, USED, None),
    ("punctuation written as escapes", GOOD.replace("Travail", "Vraiment\\u202f?"), DECLARED, USED, None),
    ("a refusal without words", GOOD, DECLARED + "enum class RefusalCode : int {\n    row_lost,  // Gone.\n};\n", USED, "refusal.row_lost"),
]


def main() -> int:
    failures = []
    for what, catalogue, declared, code, expected in CASES:
        if "kind" not in declared.split("Client::fields")[1]:
            catalogue = catalogue.replace('{"choice.client.kind.big", "Gros", "Big"},\n', "")
        problems = check({CATALOGUE: catalogue, "core/crm/client.cpp": declared, "web-ui/app/a.cpp": code})[0]
        if expected is None and problems:
            failures.append(f"{what}: {problems}")
        elif expected is not None and not any(expected in problem for problem in problems):
            failures.append(f"{what}: not seen; got {problems}")
    for failure in failures:
        print(failure)
    print(f"{len(CASES) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
