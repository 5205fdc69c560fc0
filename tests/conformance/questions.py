"""Makes up questions about recurrences: rules that people write and rules that nobody would, with a DTSTART that the rule
itself gives, because any other is undefined ground (RFC 5545, 3.8.5.3). The seed repeats them.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
INTERVALS = [2, 2, 2, 3, 3, 4, 5, 6, 7, 10, 12, 15, 18, 24, 25, 36, 45, 60, 90, 100]
LIMIT = 30
LAST = "21991231"


@dataclass
class Question:
    number: int
    start: str
    freq: str
    parts: dict[str, str] = field(default_factory=dict)  # Without FREQ, in the order of the text.

    @property
    def rule(self) -> str:
        scale = "RSCALE=GREGORIAN;" if "SKIP" in self.parts else ""
        return scale + ";".join([f"FREQ={self.freq}"] + [f"{name}={value}" for name, value in self.parts.items()])

    @property
    def is_date(self) -> bool:
        return "T" not in self.start

    def has(self, *names: str) -> bool:
        return all(name in self.parts for name in names)

    def has_any(self, *names: str) -> bool:
        return any(name in self.parts for name in names)

    def numbers(self, name: str) -> list[int]:
        return [int(text) for text in self.parts.get(name, "").split(",") if text]

    @property
    def interval(self) -> int:
        return int(self.parts.get("INTERVAL", "1"))

    @property
    def bounded_rule(self) -> str:
        """For programs that would look on until the year 9999: an end that our own question has as its window's."""
        if self.has_any("COUNT", "UNTIL"):
            return self.rule
        return self.rule + ";UNTIL=" + (LAST if self.is_date else LAST + "T235959")


class Maker:
    def __init__(self, seed: int):
        self.dice = random.Random(seed)

    def one_in(self, chances: int) -> bool:
        return self.dice.randrange(chances) == 0

    def some(self, low: int, high: int, most: int, signed: bool = False) -> str:
        found = set()
        for _ in range(self.dice.randint(1, most)):
            number = self.dice.randint(max(low, high - 3), high) if self.one_in(4) else self.dice.randint(low, high)
            found.add(-number if signed and self.one_in(3) else number)
        numbers = sorted(found)
        if self.one_in(25):
            self.dice.shuffle(numbers)
        return ",".join(map(str, numbers))

    def days(self, freq: str, parts: dict[str, str]) -> str:
        # A numbered weekday that is also a given day of the month or the year hardly ever comes.
        fixed = "BYMONTHDAY" in parts or "BYYEARDAY" in parts
        numbered = freq in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts and self.one_in(12 if fixed else 2)
        if numbered:
            high = 5 if freq == "MONTHLY" or "BYMONTH" in parts else 53
            found = {(self.dice.randrange(7), self.dice.choice([-1, 1]) * self.dice.randint(1, high))
                     for _ in range(self.dice.randint(1, 3))}
            return ",".join(f"{number}{WEEKDAYS[day]}" for day, number in sorted(found))
        if self.one_in(3):
            return "MO,TU,WE,TH,FR"
        return ",".join(WEEKDAYS[day] for day in sorted(self.dice.sample(range(7), self.dice.randint(1, 4))))

    def parts(self, freq: str, is_date: bool) -> dict[str, str]:
        parts: dict[str, str] = {}
        if self.one_in(2):
            parts["INTERVAL"] = str(self.dice.choice(INTERVALS))
        if self.one_in(3):
            parts["BYMONTH"] = self.some(1, 12, 4)
        if freq == "YEARLY" and self.one_in(6):
            parts["BYWEEKNO"] = self.some(1, 53, 3, signed=True)
        if freq in ("YEARLY", "HOURLY", "MINUTELY", "SECONDLY") and self.one_in(7):
            parts["BYYEARDAY"] = self.some(1, 366, 5, signed=True)
        if freq != "WEEKLY" and self.one_in(2 if freq in ("MONTHLY", "YEARLY") else 6):
            parts["BYMONTHDAY"] = self.some(1, 31, 4, signed=True)
        if self.one_in(2):
            parts["BYDAY"] = self.days(freq, parts)
        if not is_date:
            if self.one_in(5):
                parts["BYHOUR"] = self.some(0, 23, 4)
            if self.one_in(6):
                parts["BYMINUTE"] = self.some(0, 59, 4)
            if self.one_in(9):
                parts["BYSECOND"] = self.some(0, 59, 3)
        if any(name.startswith("BY") for name in parts) and self.one_in(3):
            parts["BYSETPOS"] = self.some(1, 366 if self.one_in(8) else 5, 3, signed=True)
        if self.one_in(3):
            parts["WKST"] = self.dice.choice(WEEKDAYS)
        if freq in ("MONTHLY", "YEARLY") and self.one_in(8):
            parts["SKIP"] = self.dice.choice(["BACKWARD", "FORWARD"])
        return parts

    def end(self, parts: dict[str, str], start: datetime, is_date: bool) -> None:
        if self.one_in(4):
            parts["COUNT"] = str(self.dice.randint(1, 40))
        elif self.one_in(4):
            until = start + timedelta(days=self.dice.randint(0, 4000))
            parts["UNTIL"] = until.strftime("%Y%m%d" if is_date else "%Y%m%dT%H%M%S")

    def question(self, number: int) -> Question:
        freq = self.dice.choices(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"],
                                 [30, 28, 18, 14, 4, 4, 2])[0]
        is_date = freq in ("YEARLY", "MONTHLY", "WEEKLY", "DAILY") and self.one_in(5)
        start = datetime(1970, 1, 1) + timedelta(days=self.dice.randrange(29_000))
        if not is_date:
            start += timedelta(seconds=9 * 3600 if self.one_in(2) else self.dice.randrange(86_400))
        parts = self.parts(freq, is_date)
        self.end(parts, start, is_date)
        return Question(number, start.strftime("%Y%m%d" if is_date else "%Y%m%dT%H%M%S"), freq, parts)


def make_questions(seed: int, count: int) -> list[Question]:
    maker = Maker(seed)
    return [maker.question(number) for number in range(count)]
