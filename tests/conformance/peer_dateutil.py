"""Answers questions about recurrences with python-dateutil: lines "dtstart<TAB>rrule<TAB>limit<TAB>milliseconds" in, one line
of occurrences out, or "refused" or "timeout". A question may take so many milliseconds of processor time.
"""

import re
import signal
import sys
from datetime import datetime

from dateutil.rrule import rrulestr


class TooLong(Exception):
    pass


def give_up(_signal, _frame):
    raise TooLong


def occurrences(start: str, rule: str, limit: int) -> list[str]:
    form = "%Y%m%dT%H%M%S" if "T" in start else "%Y%m%d"
    # A date has no times (RFC 5545, 3.3.10); dateutil knows only moments.
    if "T" not in start:
        rule = re.sub(r";BY(HOUR|MINUTE|SECOND)=[^;]*", "", rule)
    found = []
    for moment in rrulestr("RRULE:" + rule, dtstart=datetime.strptime(start, form)):
        if moment.year >= 2200:
            break
        found.append(moment.strftime(form) if moment.year >= 1000 else moment.isoformat())
        if len(found) == limit:
            break
    return found


def main() -> None:
    signal.signal(signal.SIGPROF, give_up)
    for line in sys.stdin:
        start, rule, limit, milliseconds = line.rstrip("\n").split("\t")
        try:
            signal.setitimer(signal.ITIMER_PROF, int(milliseconds) / 1000)
            answer = " ".join(occurrences(start, rule, int(limit)))
            signal.setitimer(signal.ITIMER_PROF, 0)
        except TooLong:
            answer = "timeout"
        except (ValueError, TypeError) as error:
            signal.setitimer(signal.ITIMER_PROF, 0)
            answer = "refused " + str(error).replace("\n", " ")
        print(answer, flush=True)


main()
