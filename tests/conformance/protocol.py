#!/usr/bin/env python3
"""Asks `pupitre recur` whole requests (windows, limits, extra dates, periods, exceptions, SKIP) and works out each answer here.

    tests/conformance/protocol.py [--count N] [--seed N] [--pupitre PROGRAM]

The rules are of the kinds that python-dateutil reads as the RFC does; SKIP, which it does not know, is reckoned month by month.
Ends with "N passed, N failed".
"""

import argparse
import json
import random
import subprocess
import sys
from calendar import monthrange
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from dateutil.rrule import rruleset, rrulestr

ROOT = Path(__file__).resolve().parents[2]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
END = datetime(2100, 1, 1)


class Maker:
    def __init__(self, seed: int):
        self.dice = random.Random(seed)

    def one_in(self, chances: int) -> bool:
        return self.dice.randrange(chances) == 0

    def some(self, among, most: int) -> str:
        chosen = sorted(self.dice.sample(list(among), self.dice.randint(1, most)))
        return ",".join(str(each) for each in chosen)

    def rule(self, is_date: bool) -> str:
        kinds = {
            "YEARLY": lambda: f";BYMONTH={self.some(range(1, 13), 3)}" + self.dice.choice(
                [f";BYMONTHDAY={self.some([1, 5, 15, 28, 29, 31, -1], 3)}", f";BYDAY={self.dice.choice([-1, 1, 2])}{self.some(WEEKDAYS, 1)}"]),
            "MONTHLY": lambda: self.dice.choice(
                [f";BYMONTHDAY={self.some([1, 2, 10, 20, 29, 30, 31, -1, -2], 3)}", f";BYDAY={self.dice.choice([-1, 1, 2, 5])}{self.some(WEEKDAYS, 1)}",
                 f";BYDAY=MO,TU,WE,TH,FR;BYSETPOS={self.dice.choice([1, 2, -1, -2])}"]),
            "WEEKLY": lambda: f";BYDAY={self.some(WEEKDAYS, 3)}" + self.dice.choice(["", ";WKST=SU"]),
            "DAILY": lambda: self.dice.choice(["", f";BYMONTH={self.some(range(1, 13), 4)}", f";BYDAY={self.some(WEEKDAYS, 4)}"]),
            "HOURLY": lambda: self.dice.choice([f";BYHOUR={self.some(range(24), 5)}", f";BYDAY={self.some(WEEKDAYS, 2)}"]),
            "MINUTELY": lambda: f";BYHOUR={self.some(range(24), 2)};BYMINUTE={self.some(range(60), 3)}",
        }
        freq = self.dice.choice(list(kinds)[:4] if is_date else list(kinds))
        # Intervals that never meet BYHOUR or BYMINUTE make dateutil search for minutes.
        interval = self.dice.choice(["", "", ";INTERVAL=2", ";INTERVAL=3", ";INTERVAL=7"]) if freq not in ("HOURLY", "MINUTELY") else ""
        times = "" if is_date or freq in ("HOURLY", "MINUTELY") or not self.one_in(4) else f";BYHOUR={self.some(range(7, 20), 3)}"
        return f"FREQ={freq}{interval}{kinds[freq]()}{times}" + self.dice.choice(["", "", f";COUNT={self.dice.randint(1, 60)}"])


def text_of(moment: datetime, is_date: bool) -> str:
    return moment.strftime("%Y%m%d" if is_date else "%Y%m%dT%H%M%S")


def random_case(maker: Maker, number: int) -> tuple[dict, list[datetime]]:
    """A request, and all its occurrences up to END before window and limit."""
    dice = maker.dice
    is_date = maker.one_in(3)
    start = datetime(2020, 1, 1) + timedelta(days=dice.randrange(3000), hours=0 if is_date else 9, minutes=0 if is_date else dice.randrange(60))
    request = {"id": number, "dtstart": text_of(start, is_date), "rrule": maker.rule(is_date)}
    everything = rruleset()
    everything.rrule(rrulestr(request["rrule"], dtstart=start))
    near = list(islice(rrulestr(request["rrule"], dtstart=start), 40))
    if maker.one_in(2):
        extra = [start + timedelta(days=dice.randrange(400), hours=0 if is_date else dice.randrange(24)) for _ in range(dice.randint(1, 6))]
        extra += dice.sample(near, min(2, len(near)))
        request["rdate"] = [text_of(each, is_date) + ("" if is_date or not maker.one_in(3) else dice.choice(["/PT1H30M", "/P1D", "/99991231T000000"]))
                            for each in extra]
        for each in extra:
            everything.rdate(each)
    excluded_days = set()
    if maker.one_in(2):
        taken = dice.sample(near, min(len(near), dice.randint(1, 5))) + [start + timedelta(days=9)]
        request["exdate"] = []
        for each in taken:
            whole_day = is_date or maker.one_in(4)
            request["exdate"].append(text_of(each, whole_day))
            everything.exdate(each)
            if whole_day:
                excluded_days.add(each.date())
    if maker.one_in(4):
        request["exrule"] = maker.rule(is_date)
        everything.exrule(rrulestr(request["exrule"], dtstart=start))
    last = END if request["rrule"].startswith(("FREQ=Y", "FREQ=MON", "FREQ=W")) else start + timedelta(days=1500)
    return request, [each for each in everything.between(datetime(1900, 1, 1), last, inc=True) if each.date() not in excluded_days]


def skip_case(maker: Maker, number: int) -> tuple[dict, list[datetime]]:
    """Every n months or years on a day that does not always exist."""
    dice = maker.dice
    yearly = maker.one_in(4)
    day, interval, skip = dice.choice([29, 30, 31]), dice.choice([1, 1, 2, 3, 5]), dice.choice(["OMIT", "BACKWARD", "FORWARD"])
    start = datetime(2024, 2, 29) if yearly else datetime(dice.randint(2020, 2030), dice.choice([1, 3, 5, 7, 8, 10, 12]), day)
    rule = f"FREQ={'YEARLY' if yearly else 'MONTHLY'};INTERVAL={interval}" + (";BYMONTH=2;BYMONTHDAY=29" if yearly else f";BYMONTHDAY={day}")
    found = []
    months = start.year * 12 + start.month - 1
    while months < END.year * 12:
        year, month, wanted = months // 12, months % 12 + 1, 29 if yearly else day
        length = monthrange(year, month)[1]
        if wanted <= length:
            found.append(datetime(year, month, wanted))
        elif skip == "BACKWARD":
            found.append(datetime(year, month, length))
        elif skip == "FORWARD":
            found.append(datetime(year, month, length) + timedelta(days=1))
        months += interval * (12 if yearly else 1)
    return {"id": number, "dtstart": text_of(start, True), "rrule": rule, "skip": skip}, found


def with_window(maker: Maker, request: dict, everything: list[datetime]) -> dict:
    """Adds a window and a limit; returns the answer that is due."""
    dice = maker.dice
    is_date = "T" not in request["dtstart"]
    last = everything[-1] if everything else END
    first = datetime(1900, 1, 1)
    if everything and maker.one_in(2):
        # Half of the edges lie exactly on an occurrence, because both are included.
        first = dice.choice(everything) + timedelta(days=0 if maker.one_in(2) else dice.randrange(-9, 9))
        request["after"] = text_of(first, is_date)
    if everything:
        last = dice.choice(everything[-len(everything) // 2 - 1:]) + timedelta(days=0 if maker.one_in(2) else -1)
    request["before"] = text_of(last, is_date)
    limit = dice.choice([1, 3, 50, 1000])
    request["limit"] = limit
    inside = [each for each in everything if first <= each <= last]
    return {"id": request["id"], "occurrences": [text_of(each, is_date) for each in inside[:limit]], "complete": len(inside) <= limit}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pupitre", default=str(ROOT / "build/native-debug/server-stub/pupitre"))
    chosen = options.parse_args()
    maker = Maker(chosen.seed)
    requests, due = [], []
    for number in range(chosen.count):
        request, everything = skip_case(maker, number) if maker.one_in(5) else random_case(maker, number)
        due.append(with_window(maker, request, everything))
        requests.append(request)
    asked = "".join(json.dumps(request) + "\n" for request in requests)
    said = subprocess.run([chosen.pupitre, "recur"], input=asked.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    failed = 0
    for request, expected, line in zip(requests, due, said, strict=True):
        answer = json.loads(line)
        answer.pop("notes", None)
        if answer != expected:
            failed += 1
            print(f"{json.dumps(request)}\n  said {json.dumps(answer)[:400]}\n  due  {json.dumps(expected)[:400]}")
    full = sum(1 for each in due if each["occurrences"])
    print(f"{len(due)} requests, {full} with occurrences, {sum(len(each['occurrences']) for each in due)} occurrences")
    print(f"{len(due) - failed} passed, {failed} failed")
    return 1 if failed or full < len(due) // 2 else 0


if __name__ == "__main__":
    sys.exit(main())
