#!/usr/bin/env python3
"""Asks Pupitre, python-dateutil and libical the same 20,000 questions about recurrences and explains each difference.

    tests/conformance/run.py [--count N] [--seed N] [--pupitre PROGRAM] [--recur-mjs SCRIPT] [--show CLASS] [--jobs N]

Where a peer answers something else, the slow plain reading of the RFC (tests/core) is asked, too: Pupitre must agree with it, and
the difference must belong to one of the classes of disagreements.py. Ends with "N passed, N failed"; failed are the unexplained.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
from disagreements import CLASSES, Disagreement  # noqa: E402
from questions import LAST, LIMIT, Question, make_questions  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
# What a peer may take of the processor: less where there is nothing to find, because there most of them search on and on.
MILLISECONDS = 100
MILLISECONDS_FOR_NOTHING = 15
PLAIN_SOURCES = ["core/calendar/date.cpp", "core/calendar/local_time.cpp", "core/calendar/recurrence/fill_in.cpp",
                 "core/calendar/recurrence/parse.cpp", "tests/core/calendar/recurrence/slow_reference.cpp",
                 "tests/conformance/peer_plain.cpp"]


def run(command: list[str], text: str) -> str:
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True, env={**os.environ, "TZ": "UTC"})
    return done.stdout.decode()


def our_request(question: Question, **more) -> str:
    last = LAST if question.is_date else LAST + "T235959"
    return json.dumps({"id": question.number, "dtstart": question.start, "rrule": question.rule, "before": last,
                       "limit": LIMIT, **more})


def ask_us(command: list[str], questions: list[Question], **more) -> tuple[list[list[str]], str]:
    if not questions:
        return [], ""
    said = run(command, "".join(our_request(question, **more) + "\n" for question in questions))
    answers = [json.loads(line) for line in said.splitlines()]
    for question, answer in zip(questions, answers, strict=True):
        if "error" in answer or answer["id"] != question.number:
            raise SystemExit(f"Pupitre refuses {question.start} {question.rule}: {answer}")
    return [answer["occurrences"] for answer in answers], said


def ask_peer(command: list[str], questions: list[Question], ours: list[list[str]], jobs: int) -> list[str]:
    """One process for each part of the questions."""
    size = -(-len(questions) // jobs) or 1
    parts = [questions[at:at + size] for at in range(0, len(questions), size)]

    def ask(part: list[Question]) -> list[str]:
        lines = "".join(f"{question.start}\t{question.bounded_rule}\t{LIMIT}\t"
                        f"{MILLISECONDS if ours[question.number] else MILLISECONDS_FOR_NOTHING}\n" for question in part)
        answers = run(command, lines).splitlines()
        if len(answers) != len(part):
            raise SystemExit(f"{command[0]} answered {len(answers)} of {len(part)} questions")
        return answers

    with ThreadPoolExecutor(jobs) as pool:
        return [answer for answers in pool.map(ask, parts) for answer in answers]


def build_peers(folder: str) -> tuple[str, str]:
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libical"], check=True, capture_output=True, text=True).stdout.split()
    libical, plain = f"{folder}/peer_libical", f"{folder}/peer_plain"
    subprocess.run(["gcc", "-O2", "-o", libical, str(HERE / "peer_libical.c"), *flags], check=True)
    compiler = shutil.which("g++") or "c++"
    subprocess.run([compiler, "-std=c++20", "-O2", f"-I{ROOT}", "-o", plain, *(str(ROOT / source) for source in PLAIN_SOURCES)],
                   check=True)
    return libical, plain


def at_the_rules_start(pupitre: list[str], questions: list[Question]) -> None:
    """Moves each DTSTART to the first occurrence."""
    said = run(pupitre, "".join(json.dumps({"id": q.number, "dtstart": q.start, "rrule": q.rule, "limit": 1}) + "\n" for q in questions))
    for question, line in zip(questions, said.splitlines(), strict=True):
        occurrences = json.loads(line).get("occurrences", [])
        # So late that the window holds little, the start is left as it is.
        if occurrences and occurrences[0] < "2150":
            question.start = occurrences[0]


def agrees_with_plain(ours: list[str], plain: str) -> bool:
    *occurrences, word, until = plain.split()
    assert word == "until", plain
    until = min(until, LAST + "T235959")
    if not any("T" in time for time in ours + occurrences):
        until = until[:8]
    return [time for time in ours if time <= until] == [time for time in occurrences if time <= until]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--pupitre", default=str(ROOT / "build/native-debug/server-stub/pupitre"))
    options.add_argument("--recur-mjs", help="also ask the browser build; its bytes must be the same")
    options.add_argument("--show", help="print the differences of this class")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = options.parse_args()

    pupitre = [chosen.pupitre, "recur"]
    questions = make_questions(chosen.seed, chosen.count)
    at_the_rules_start(pupitre, questions)
    ours, bytes_of_native = ask_us(pupitre, questions)
    failed = 0
    if chosen.recur_mjs:
        same = ask_us(["node", chosen.recur_mjs], questions)[1] == bytes_of_native
        print(f"browser build: {'the same bytes' if same else 'OTHER BYTES'} for {len(questions)} questions")
        failed += 0 if same else 1

    with tempfile.TemporaryDirectory() as folder:
        libical, plain = build_peers(folder)
        without_skip = [question for question in questions if not question.has("SKIP")]
        peers = {
            "dateutil": (without_skip, ask_peer(["/usr/bin/python3", str(HERE / "peer_dateutil.py")], without_skip, ours, chosen.jobs)),
            "libical": (questions, ask_peer([libical], questions, ours, chosen.jobs)),
        }
        found = [Disagreement(peer, question, ours[question.number], answer) for peer, (asked, answers) in peers.items()
                 for question, answer in zip(asked, answers, strict=True) if answer.split() != ours[question.number]]
        for peer, (asked, _) in peers.items():
            differing = sum(1 for each in found if each.peer == peer)
            print(f"{peer}: {len(asked)} questions, {len(asked) - differing} answered the same, {differing} otherwise")
        doubtful = sorted({each.question.number: each.question for each in found}.values(), key=lambda question: question.number)
        every = dict(zip((q.number for q in doubtful), ask_us(pupitre, doubtful, yearly="every")[0], strict=True))
        plainly = dict(zip((q.number for q in doubtful), ask_peer([plain], doubtful, ours, chosen.jobs), strict=True))

    counted: Counter[tuple[str, str]] = Counter()
    unexplained = []
    for each in found:
        number = each.question.number
        each.every = every[number]
        if not agrees_with_plain(each.ours, plainly[number]):
            unexplained.append((each, "Pupitre differs from the plain reading: " + plainly[number]))
            continue
        name = next((kind.name for kind in CLASSES if each.peer in kind.peers and kind.fits(each)), None)
        if name is None:
            unexplained.append((each, "no class"))
            continue
        counted[each.peer, name] += 1
        if chosen.show == name:
            print(each)
    for (peer, name), count in sorted(counted.items()):
        print(f"  {peer:9} {count:6}  {name}")
    for each, why in unexplained[:40]:
        print(f"UNEXPLAINED, {why}\n{each}")
    failed += len(unexplained)
    print(f"{len(questions) - len(unexplained)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
