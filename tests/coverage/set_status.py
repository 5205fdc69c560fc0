#!/usr/bin/env python3
"""Changes statuses in docs/requirements.md: `set_status.py done CRM-19 CRM-20`, `set_status.py "not yet" WF-01`."""

import sys

sys.dont_write_bytecode = True

from requirements_page import PAGE, STATUSES, read_requirements, with_status  # noqa: E402


def main() -> int:
    if len(sys.argv) < 3 or sys.argv[1] not in STATUSES:
        print(__doc__)
        print("Statuses: " + ", ".join(STATUSES))
        return 2
    status, ids = sys.argv[1], set(sys.argv[2:])
    text = PAGE.read_text(encoding="utf-8")
    unknown = ids - {item.id for item in read_requirements(text)[0]}
    if unknown:
        print("No such item: " + ", ".join(sorted(unknown)))
        return 1
    PAGE.write_text(with_status(text, ids, status), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
