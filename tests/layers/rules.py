"""The rules of the architecture that a machine can see in the sources: who may include whom, and what the core must
never do. Each rule yields findings (file, line, rule, sentence). Knows nothing of git, exceptions or printing.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from source_text import SourceText, split_source


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.sentence}"


# --- Who may include whom ---------------------------------------------------------------------------------------------

# Bottom to top. A folder of core that is not named here is an area of the business (crm, work, …).
CORE_BELOW = {
    "base": set(),
    "calendar": {"base"},
    "text": {"base", "calendar"},
    "schema": {"base", "calendar", "text"},
    "store": {"base", "calendar", "text", "schema"},
    "command": {"base", "calendar", "text", "schema", "store"},
    "query": {"base", "calendar", "text", "schema", "store", "command"},
    "exchange": {"base", "calendar", "text", "schema", "store", "command", "query"},
}
# Above the areas: what lists all of them, what fills them, what sends them.
ABOVE_AREAS = {"domain": {"demo", "sync"}, "demo": {"sync"}, "sync": {"demo"}}

WEB_UI_NEVER = {
    "theme": {"widgets", "mirror", "screens", "app", "device", "platform"},
    "mirror": {"widgets", "screens", "app", "device", "platform"},
    "widgets": {"screens", "app", "device", "platform"},
    "platform": {"screens", "app"},
    "device": {"screens", "widgets", "app"},
    "screens": {"app", "device", "platform"},
}

# Whose tests: the folder of the tests and the trees they may use.
TESTS_USE = {
    "core": {"core", "tests"},
    "host": {"core", "server-stub", "tests"},
    "ui": {"core", "web-ui", "tests"},
}

CORE_FORBIDDEN_HEADERS = {
    "random": "randomness comes in with the command",
    "ctime": "the time comes in with the context", "time.h": "the time comes in with the context",
    "thread": "the core has no threads", "mutex": "the core has no threads", "shared_mutex": "the core has no threads",
    "atomic": "the core has no threads", "future": "the core has no threads",
    "condition_variable": "the core has no threads", "stop_token": "the core has no threads",
    "semaphore": "the core has no threads", "latch": "the core has no threads", "barrier": "the core has no threads",
    "filesystem": "the core does no input or output", "fstream": "the core does no input or output",
    "iostream": "the core does no input or output", "ostream": "the core does no input or output",
    "istream": "the core does no input or output", "cstdio": "the core does no input or output",
    "stdio.h": "the core does no input or output", "syncstream": "the core does no input or output",
    "sstream": "streams follow the locale", "iomanip": "streams follow the locale",
    "locale": "the core makes no locale calls", "clocale": "the core makes no locale calls",
    "regex": "std::regex throws and follows the locale",
    "exception": "the core throws nothing", "stdexcept": "the core throws nothing",
    "unordered_map": "its order differs between browser and host",
    "unordered_set": "its order differs between browser and host",
    "cctype": "these functions follow the locale", "ctype.h": "these functions follow the locale",
    "cwctype": "these functions follow the locale",
    "csetjmp": "the core does not jump", "csignal": "the core knows no system", "unistd.h": "the core knows no system",
}
CORE_LIBRARIES = ("nlohmann/", "xxhash.h", "sodium/crypto_hash_sha256.h")

CORE_FORBIDDEN_WORDS = [
    (r"\bthrow\b", "the core throws nothing, it returns a Result"),
    (r"\b(try|catch)\b", "the core relies on no catch"),
    (r"\bunordered_(multi)?(map|set)\b", "its order differs between browser and host"),
    (r"\bstd::hash\b", "std::hash differs between browser and host; use our own"),
    (r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock|file_clock)\b", "the core has no clock"),
    (r"\b(std::time|gettimeofday|clock_gettime|localtime|gmtime|mktime)\b", "the core has no clock"),
    (r"\b(random_device|mt19937(_64)?|minstd_rand|\w+_distribution|srand)\b", "the core has no randomness"),
    (r"\b(std::)?rand\s*\(", "the core has no randomness"),
    (r"\bstd::(shuffle|random_shuffle)\b", "the core has no randomness"),
    (r"\bstd::(thread|jthread|mutex|atomic\w*|future|promise|async)\b", "the core has no threads"),
    (r"\b(thread_local)\b", "the core has no threads"),
    (r"\bstd::(cout|cerr|clog|cin|ofstream|ifstream|fstream|stringstream|ostringstream|istringstream)\b",
     "the core does no input or output"),
    (r"(?<![\w])(std::)?(printf|fprintf|puts|fputs|fopen|fread|fwrite|getenv|system)\s*\(", "the core does no input or output"),
    (r"\b(setlocale|std::locale)\b", "the core makes no locale calls"),
    (r"\bstd::(isalpha|isalnum|isdigit|isspace|isupper|islower|ispunct|isxdigit|tolower|toupper)\b",
     "these functions follow the locale; core/base has its own"),
    (r"\b(std::)?(strto(d|f|ld)|atof)\b", "reads numbers by the locale"),
    (r"\bstd::sto(i|l|ll|ul|ull|f|d|ld)\b", "throws on bad input; use from_chars"),
]
FLOATING = re.compile(r"\b(float|double)\b")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def core_folder(path: str) -> str:
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 else ""


def core_may_use(user: str, used: str) -> bool:
    if user in ("", used):
        return True
    if user in CORE_BELOW:
        return used in CORE_BELOW[user]
    if user in ABOVE_AREAS:
        return used not in ABOVE_AREAS[user]
    return used not in ABOVE_AREAS


def include_findings(path: str, source: SourceText):
    tree = PurePosixPath(path).parts[0]
    folder = core_folder(path)
    for number, line in enumerate(source.code, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        ours, library = match.groups()
        if ours and ours.startswith("."):
            yield Finding(path, number, "include", f'"{ours}": includes are written from the root of the repository.')
        target_tree = PurePosixPath(ours).parts[0] if ours else ""
        target_folder = core_folder(ours) if ours else ""

        if tree == "core":
            if ours and target_tree == "core":
                if not core_may_use(folder, target_folder):
                    yield Finding(path, number, "layer", f"core/{folder} may not use core/{target_folder}: it lies above.")
            elif ours:
                yield Finding(path, number, "layer", f'"{ours}": the core uses only itself.')
            elif library in CORE_FORBIDDEN_HEADERS:
                yield Finding(path, number, "core-header", f"<{library}>: {CORE_FORBIDDEN_HEADERS[library]}.")
            elif ("/" in library or library.endswith(".h")) and not library.startswith(CORE_LIBRARIES):
                yield Finding(path, number, "core-header", f"<{library}>: the core uses the standard library, "
                                                           "nlohmann/json and xxHash only.")
        elif tree == "web-ui" and ours:
            if target_tree == "server-stub":
                yield Finding(path, number, "layer", "the browser side never uses the host.")
            if target_tree == "web-ui" and target_folder in WEB_UI_NEVER.get(folder, set()):
                yield Finding(path, number, "layer", f"web-ui/{folder} may not use web-ui/{target_folder}.")
        elif tree == "server-stub" and target_tree == "web-ui":
            yield Finding(path, number, "layer", "the host never uses the browser side.")
        if tree == "tests" and folder in TESTS_USE and target_tree in ("core", "web-ui", "server-stub"):
            if target_tree not in TESTS_USE[folder]:
                yield Finding(path, number, "layer", f"tests/{folder} may not use {target_tree}.")
        elif tree != "tests" and target_tree == "tests":
            yield Finding(path, number, "layer", "only tests use tests.")


# --- What the core never does -----------------------------------------------------------------------------------------

def core_word_findings(path: str, source: SourceText):
    for number, line in enumerate(source.code, 1):
        if line.lstrip().startswith("#"):
            continue
        for pattern, sentence in CORE_FORBIDDEN_WORDS:
            match = re.search(pattern, line)
            if match:
                yield Finding(path, number, "core-word", f"{match.group(0).strip(' (')}: {sentence}.")
        if FLOATING.search(line) and not _explained(source, number):
            yield Finding(path, number, "core-float", "float and double need a comment, on the line or just above, that "
                                                      "says why no whole number will do.")


def _explained(source: SourceText, number: int) -> bool:
    return any(line.strip() for line in source.comments[max(0, number - 4):number])


# --- What every file keeps --------------------------------------------------------------------------------------------

MAX_LINES = 600
HEAD_COMMENT = ("//", "/*", "#", '"""', "<!--")


def shape_findings(path: str, text: str):
    lines = text.split("\n")
    first = [line.strip() for line in lines if line.strip()][:3]
    if first and first[0].startswith(("#!", "<!doctype", "<!DOCTYPE", "#pragma once", "@")):
        first = first[1:]
    directive = first and re.match(r"#\s*(include|pragma|define|if)", first[0])
    if not first or directive or not first[0].startswith(HEAD_COMMENT):
        yield Finding(path, 1, "head-comment", "a file starts by saying what it is for.")
    count = len(lines) - (1 if lines and lines[-1] == "" else 0)
    if count > MAX_LINES:
        yield Finding(path, count, "length", f"{count} lines; a file over {MAX_LINES} holds a second subject.")


# Written in two halves so that this file does not break its own rule.
MACHINE_PATHS = re.compile("|".join([
    "/wo" + r"rk/(?:main|shared|\.library)", "/ho" + r"me/[a-z]+/", "/ro" + r"ot/[\w.]", "/Us" + r"ers/[A-Za-z]+/",
    r"[A-Z]:\\+Us" + "ers",
]))


def machine_path_findings(path: str, text: str):
    for number, line in enumerate(text.split("\n"), 1):
        match = MACHINE_PATHS.search(line)
        if match:
            yield Finding(path, number, "machine-path", f"{match.group(0)}… exists on one machine only.")


def lock_file_findings(path: str, text: str):
    """A lock file that names the server it was made with would send every other machine there."""
    for number, line in enumerate(text.split("\n"), 1):
        if '"resolved"' in line:
            yield Finding(path, number, "lock-file", 'leave out "resolved" (omit-lockfile-registry-resolved=true).')
            return


# --- Words for people -------------------------------------------------------------------------------------------------

# The catalogue; the example firm; and the gallery, which shows each widget with the firm of the pictures.
WORDS_LIVE_IN = ("core/text/", "core/demo/", "web-ui/screens/gallery")
SENTENCE = re.compile(r"^[A-Z][a-z]+( [a-z’']+){2,}|[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")


def word_findings(path: str, source: SourceText):
    if path.startswith(WORDS_LIVE_IN):
        return
    for literal in source.literals:
        line = source.code[literal.line - 1]
        if "static_assert" in line or "assert(" in line:
            continue
        if any(ord(c) > 127 and unicodedata.category(c).startswith("L") for c in literal.text):
            yield Finding(path, literal.line, "words", f'"{literal.text[:40]}": words for people live in core/text.')
        elif path.startswith(("web-ui/screens/", "web-ui/widgets/")) and SENTENCE.search(literal.text):
            yield Finding(path, literal.line, "words", f'"{literal.text[:40]}" reads like a sentence: words for people '
                                                       "live in core/text.")


# --- All of them ------------------------------------------------------------------------------------------------------

CPP = (".h", ".cpp", ".inc")
SHAPED = CPP + (".py", ".mjs", ".js", ".sh", ".css", ".cmake")


def findings_in(path: str, text: str):
    """Everything the rules have to say about one file."""
    tree = PurePosixPath(path).parts[0]
    name = PurePosixPath(path).name
    yield from machine_path_findings(path, text)
    if name == "package-lock.json":
        yield from lock_file_findings(path, text)
    if path.endswith(SHAPED) or name in ("CMakeLists.txt", "run"):
        yield from shape_findings(path, text)
    if path.endswith(CPP):
        source = split_source(text)
        yield from include_findings(path, source)
        if tree == "core":
            yield from core_word_findings(path, source)
        if tree in ("core", "web-ui", "server-stub"):
            yield from word_findings(path, source)
