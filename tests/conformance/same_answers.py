#!/usr/bin/env python3
"""Feeds `pupitre recur` and `node tools/recur.mjs` one stream, good lines among bad ones, and compares their bytes.

    tests/conformance/same_answers.py PROGRAM SCRIPT [COUNT]

Ends with "N passed, N failed", counting lines.
"""

import json
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from questions import make_questions  # noqa: E402

ODD_LINES = [
    b"", b"\r", b"\0", b" ", b"null", b"7", b"[]", b'"text"', b"{", b'{"id":', b'{"id":1}', b"\xef\xbb\xbf{}", b"\xff\xfe\xfd",
    b'{"id":"\xc3\x28","dtstart":"20260101"}', "{\"id\":\"échéance ✓\",\"dtstart\":\"20260101\"}".encode(),
    b'{"id":1e400,"dtstart":"20260101"}', b'{"id":1.0e-7,"dtstart":"20260101"}', b'{"id":12345678901234567890123,"dtstart":"20260101"}',
    b'{"id":-0.0,"dtstart":"20260101"}', b'{"id":0.1,"dtstart":"20260101"}', b'{"id":[{"a":[]}],"dtstart":"20260101"}',
    b'{"id":1,"id":2,"dtstart":"20260101"}', b'{"id":"\\u0000\\ud83d\\ude00","dtstart":"20260101"}', b'{"id":"\\ud83d","dtstart":"20260101"}',
    b'{"dtstart":"20260101","rrule":"FREQ=DAILY","limit":99999999999999999999}', b'{"dtstart":"20260101","rrule":"FREQ=DAILY","limit":0}',
    b'{"dtstart":"20260101","rrule":"FREQ=DAILY;INTERVAL=2147483648"}', b'{"dtstart":"20260101","rrule":"freq=daily;count=2"}',
    b'{"dtstart":"20260101","rrule":""}', b'{"dtstart":"20260101","rrule":"FREQ=HOURLY"}', b'{"dtstart":"20260101T250000"}',
    b'{"dtstart":"20260101T090000Z","rrule":"FREQ=DAILY;COUNT=2"}', b'{"dtstart":"99991231T235959","rrule":"FREQ=SECONDLY"}',
    b'{"dtstart":"00010101T000000","rrule":"FREQ=SECONDLY;INTERVAL=86399;BYMONTH=2","after":"90000101T000000","limit":3}',
    b'{"dtstart":"20260101T000000","rrule":"FREQ=MINUTELY","exrule":"FREQ=SECONDLY"}',
    b'{"dtstart":"20260131","rrule":"FREQ=MONTHLY;COUNT=60;UNTIL=20300101","lenient":true,"skip":"forward"}',
    b'{"dtstart":"20260131T090000","rdate":["20260201T000000/PT1H","20260301T000000/20260302T000000"],"exdate":"20260201"}',
    b"[" * 100_000, b"x" * 2_000_000, b'{"id":1,"dtstart":"20260101"' + b" " * 1_048_560 + b"}",
]


def stream(count: int) -> bytes:
    lines = []
    for question in make_questions(7, count):
        request = {"id": question.number, "dtstart": question.start, "rrule": question.rule, "limit": 20}
        if question.number % 3 == 0:
            request["after"] = "21000101" if question.is_date else "21000101T120000"
        if question.number % 7 == 0:
            request["rrule"] = question.rule[:-1]
        lines.append(json.dumps(request).encode())
    step = max(len(lines) // len(ODD_LINES), 1)
    for place, line in enumerate(ODD_LINES):
        lines.insert(place * (step + 1), line)
    # The last line has no end.
    return b"\n".join(lines)


def main() -> int:
    program, script = sys.argv[1:3]
    asked = stream(int(sys.argv[3]) if len(sys.argv) > 3 else 3_000)
    failed = 0
    lines = asked.count(b"\n") + 1
    for language in ("fr", "en"):
        native, browser = (subprocess.run([*command, "--lang", language], input=asked, stdout=subprocess.PIPE, check=True).stdout
                           for command in ([program, "recur"], ["node", script]))
        answers = native.split(b"\n")[:-1]
        others = browser.split(b"\n")[:-1]
        if len(answers) != lines or native[-1:] != b"\n":
            print(f"{lines} lines asked, {len(answers)} answered")
            failed += 1
        different = [place for place in range(max(len(answers), len(others))) if answers[place:place + 1] != others[place:place + 1]]
        for place in different[:10]:
            print(f"line {place + 1}\n  native  {answers[place:place + 1]}\n  browser {others[place:place + 1]}"[:2_000])
        failed += len(different)
    print(f"{max(2 * lines - failed, 0)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
