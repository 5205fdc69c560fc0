#!/usr/bin/env python3
"""Compares our holidays with those of python3-holidays: compare.py LISTED, where LISTED is what list_holidays printed.

Compared are the dates of each place and year from 1990 to 2100. A date that only one side has must be explained by a line
of explained.tsv, and a line that explains nothing any more is a failure, too. Ends with the line `N passed, N failed`,
counting places and years.
"""

import fnmatch
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import holidays

YEARS = range(1990, 2101)
HERE = Path(__file__).resolve().parent
FRANCE = {"fr": "Métropole", "fr_alsace_moselle": "Alsace-Moselle", "fr_guadeloupe": "Guadeloupe", "fr_guyane": "Guyane",
          "fr_martinique": "Martinique", "fr_mayotte": "Mayotte", "fr_reunion": "La Réunion",
          "fr_saint_barthelemy": "Saint-Barthélémy", "fr_saint_martin": "Saint-Martin"}
KINGDOM = {"gb_england_wales": holidays.England, "gb_northern_ireland": holidays.NorthernIreland,
           "gb_scotland": holidays.Scotland}


def peer_calendar(place: str):
    """What python3-holidays calls this place. Several years at once: a substitute may lie in the year before."""
    years = list(range(YEARS.start - 1, YEARS.stop + 1))
    country, _, part = place.partition("_")
    if place in FRANCE:
        return holidays.France(prov=FRANCE[place], years=years, expand=False)
    if place in KINGDOM:
        return KINGDOM[place](years=years, expand=False)
    if country == "ca":
        # A province that it does not know has what is common to all: the federal days.
        return holidays.Canada(prov=part.upper() or "federal", years=years, expand=False)
    if country == "ch":
        return holidays.Switzerland(prov=part.upper(), years=years, expand=False)
    return {"be": holidays.Belgium, "lu": holidays.Luxembourg, "us": holidays.UnitedStates}[place](years=years, expand=False)


@dataclass
class Explanation:
    places: str
    side: str
    names: str
    first: int
    last: int
    reason: str
    line: int
    used: int = 0

    def fits(self, place: str, side: str, name: str, year: int) -> bool:
        return (side == self.side and self.first <= year <= self.last and fnmatch.fnmatchcase(name, self.names)
                and any(fnmatch.fnmatchcase(place, pattern) for pattern in self.places.split()))


def read_explanations() -> list[Explanation]:
    found = []
    for number, line in enumerate((HERE / "explained.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        places, side, names, years, reason = line.split("\t")
        first, _, last = years.partition("-")
        assert side in ("ours", "peer") and reason, line
        found.append(Explanation(places, side, names, int(first), int(last or first), reason, number))
    return found


def main() -> int:
    ours = defaultdict(dict)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        place, day, name, standing, substitute = line.split("\t")
        note = " ".join(word for word in (name, standing, substitute) if word)
        ours[place][date.fromisoformat(day)] = note
    explanations = read_explanations()
    passed = failed = explained = dates = 0
    for place, our_days in ours.items():
        peer_days = dict(peer_calendar(place))
        for year in YEARS:
            mine = {day: name for day, name in our_days.items() if day.year == year}
            theirs = {day: name for day, name in peer_days.items() if day.year == year}
            dates += len(mine)
            open_ones = 0
            for side, days, others in (("ours", mine, theirs), ("peer", theirs, mine)):
                for day in sorted(set(days) - set(others)):
                    reasons = [e for e in explanations if e.fits(place, side, days[day], year)]
                    if reasons:
                        reasons[0].used += 1
                        explained += 1
                    else:
                        open_ones += 1
                        print(f"{place} {day} only {side}: {days[day]}")
            passed, failed = (passed + 1, failed) if open_ones == 0 else (passed, failed + 1)
    for explanation in explanations:
        if explanation.used == 0:
            failed += 1
            print(f"explained.tsv:{explanation.line}: explains nothing")
    print(f"python3-holidays {holidays.__version__}: {len(ours)} places, {dates} dates of ours, {explained} differences explained "
          f"by {len(explanations)} lines")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
