"""Why other programs answer otherwise, class by class; disagreements.md says who is right and by which sentence of the RFC.
A class may only fit what it explains: where the reason leaves a trace in the answer, the trace is looked at, too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from questions import WEEKDAYS, Question


@dataclass
class Disagreement:
    peer: str
    question: Question
    ours: list[str]
    answer: str  # As the peer wrote it.
    every: list[str] = field(default_factory=list)  # Ours when YEARLY without BYMONTH or BYDAY means all of them.

    @property
    def theirs(self) -> list[str]:
        return self.answer.split()

    def __str__(self) -> str:
        return (f"{self.peer} {self.question.start} {self.question.rule}\n   ours   {' '.join(self.ours[:12])}\n"
                f"   theirs {' '.join(self.theirs[:12])}\n")


@dataclass(frozen=True)
class Kind:
    name: str
    peers: tuple[str, ...]
    fits: Callable[[Disagreement], bool]


BELOW_WEEKLY = ("DAILY", "HOURLY", "MINUTELY", "SECONDLY")
BELOW_DAILY = ("HOURLY", "MINUTELY", "SECONDLY")
TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")


def refused(each: Disagreement) -> bool:
    return each.answer.startswith("refused")


def days_near_new_year(times: set[str]) -> bool:
    return all(time[4:8] >= "1226" or time[4:8] <= "0107" for time in times)


def differ_only(each: Disagreement, ours: list[str], may: Callable[[set[str]], bool]) -> bool:
    """Whether what only one of the two gives is all of this kind, as far as both lists reach."""
    if refused(each):
        return False
    theirs = each.theirs
    full = [times[-1] for times in (ours, theirs) if len(times) >= 30]
    last = min(full) if full else "9"
    return may({time for time in set(ours) ^ set(theirs) if time <= last})


def in_first_week(each: Disagreement) -> Callable[[set[str]], bool]:
    start = datetime.strptime(each.question.start[:8], "%Y%m%d")
    return lambda times: all(datetime.strptime(time[:8], "%Y%m%d") - start < timedelta(days=7) for time in times)


def as_far_as_both(ours: list[str], theirs: list[str], leaves_out: Callable[[set[str]], bool]) -> bool:
    """With COUNT, what one has too many the other lacks at the end: compared without what may differ, as far as both go."""
    ours, theirs = ([time for time in times if not leaves_out({time})] for times in (ours, theirs))
    shorter = min(len(ours), len(theirs))
    return ours[:shorter] == theirs[:shorter]


def leaves_weekly_positions(each: Disagreement) -> bool:
    question = each.question
    if question.freq != "WEEKLY" or not question.has("BYSETPOS") or refused(each):
        return False
    if not question.has("COUNT"):
        return differ_only(each, each.ours, in_first_week(each))
    return as_far_as_both(each.ours, each.theirs, in_first_week(each))


def leaves_weeks_at_new_year(each: Disagreement) -> bool:
    question = each.question
    if not question.has("BYWEEKNO") or question.has("BYSETPOS") or refused(each):
        return False
    if question.has("COUNT"):
        return any(as_far_as_both(ours, each.theirs, days_near_new_year) for ours in (each.ours, each.every))
    return any(differ_only(each, ours, days_near_new_year) for ours in (each.ours, each.every))


def at_a_months_edge(times: set[str]) -> bool:
    return all(time[6:8] == "01" or time[6:8] >= "28" for time in times)


def leaves_moved_days(each: Disagreement) -> bool:
    question = each.question
    if not question.has("SKIP", "BYDAY", "BYMONTHDAY") or refused(each):
        return False
    if question.has("COUNT"):
        return as_far_as_both(each.ours, each.theirs, at_a_months_edge)
    return differ_only(each, each.ours, at_a_months_edge)


def leaves_other_months(each: Disagreement) -> bool:
    """Numbered weekdays beside BYMONTHDAY: what is missing lies in other months than DTSTART's."""
    question = each.question
    numbered = any(part[0] in "-0123456789" for part in question.parts.get("BYDAY", "M").split(","))
    if question.freq != "YEARLY" or not question.has("BYMONTHDAY") or question.has("BYMONTH") or not numbered or refused(each):
        return False

    def elsewhere(times: set[str]) -> bool:
        return all(time[4:6] != question.start[4:6] for time in times)

    return as_far_as_both(each.ours, each.theirs, elsewhere)


def leaves_days_moved_out_of_bymonth(each: Disagreement) -> bool:
    return each.question.has("SKIP", "BYMONTH", "BYMONTHDAY") and as_far_as_both(each.ours, each.theirs, at_a_months_edge)


def gives_a_wrong_weekday(each: Disagreement) -> bool:
    question = each.question
    if not question.has("SKIP", "BYDAY") or question.has("BYMONTHDAY") or refused(each):
        return False
    weekdays = {part[-2:] for part in question.parts["BYDAY"].split(",")}
    return any(WEEKDAYS[datetime.strptime(time[:8], "%Y%m%d").weekday()] not in weekdays for time in each.theirs)


def picks_among_weeks_at_new_year(question: Question) -> bool:
    return question.has("BYWEEKNO", "BYSETPOS") and any(abs(week) in (1, 52, 53) for week in question.numbers("BYWEEKNO"))


def repeats(each: Disagreement) -> bool:
    once = sorted(set(each.theirs))
    return len(once) < len(each.theirs) and once == each.ours[:len(once)]


def gives_a_day_twice(question: Question) -> bool:
    numbers = question.numbers("BYMONTHDAY")
    moved = question.has("SKIP") and max(numbers, default=0) > 28
    return question.has("BYSETPOS") and (moved or min(numbers, default=0) < 0 < max(numbers, default=0))


def several_times(question: Question) -> bool:
    return any("," in question.parts.get(name, "") for name in TIMES)


def parts_that_each_choose_days(question: Question) -> bool:
    return (question.has("BYWEEKNO") and question.has_any("BYMONTH", "BYMONTHDAY", "BYYEARDAY")
            or question.has("BYYEARDAY") and question.has_any("BYMONTH", "BYMONTHDAY", "BYDAY"))


def has_negative(question: Question, *names: str) -> bool:
    return any(number < 0 for name in names for number in question.numbers(name))


def is_unsorted(question: Question) -> bool:
    return any(question.numbers(name) != sorted(question.numbers(name)) for name in TIMES)


CLASSES = [
    Kind("no answer in time", ("dateutil", "libical"), lambda each: each.answer == "timeout"),
    Kind("crash", ("libical",), lambda each: each.answer == "crash"),
    Kind("refused, and nothing to give", ("dateutil", "libical"), lambda each: refused(each) and not each.ours),
    Kind("yearly reading", ("dateutil",), lambda each: each.theirs == each.every),
    Kind("positions in DTSTART's week", ("dateutil",), leaves_weekly_positions),
    Kind("week numbers at New Year", ("dateutil", "libical"), leaves_weeks_at_new_year),
    Kind("positions and week numbers", ("dateutil",), lambda each: each.question.has("BYWEEKNO", "BYSETPOS")),
    Kind("positions below MONTHLY", ("libical",),
         lambda each: each.question.has("BYSETPOS") and each.question.freq in ("WEEKLY", *BELOW_WEEKLY)),
    Kind("positions among days only", ("libical",), lambda each: each.question.has("BYSETPOS") and several_times(each.question)),
    Kind("parts that each choose days", ("libical",), lambda each: parts_that_each_choose_days(each.question)),
    Kind("BYWEEKNO without BYDAY", ("libical",), lambda each: each.question.has("BYWEEKNO") and not each.question.has("BYDAY")),
    Kind("negative week numbers with WKST", ("libical",),
         lambda each: has_negative(each.question, "BYWEEKNO") and each.question.parts.get("WKST", "MO") != "MO"),
    Kind("positions and weeks at New Year", ("libical",), lambda each: picks_among_weeks_at_new_year(each.question)),
    Kind("numbered weekdays beside BYMONTHDAY", ("libical",), leaves_other_months),
    Kind("SKIP out of BYMONTH", ("libical",), leaves_days_moved_out_of_bymonth),
    Kind("SKIP where all days exist", ("libical",), gives_a_wrong_weekday),
    Kind("a day given twice", ("libical",), lambda each: gives_a_day_twice(each.question)),
    Kind("SKIP before BYDAY", ("libical",), leaves_moved_days),
    Kind("the same moment twice", ("libical",), repeats),
    Kind("negative numbers below WEEKLY", ("libical",),
         lambda each: each.question.freq in BELOW_WEEKLY and has_negative(each.question, "BYMONTHDAY", "BYYEARDAY")),
    Kind("INTERVAL within the day", ("libical",),
         lambda each: each.question.freq in BELOW_DAILY and each.question.interval > 1 and each.question.has_any(*TIMES)),
    Kind("WKST with INTERVAL", ("libical",),
         lambda each: each.question.freq == "WEEKLY" and each.question.interval > 1
         and each.question.parts.get("WKST", "MO") != "MO"),
    Kind("unsorted times", ("libical",), lambda each: is_unsorted(each.question)),
]
