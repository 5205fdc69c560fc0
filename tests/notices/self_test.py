#!/usr/bin/env python3
"""Shows that the notices are read right from copyright pages, that they are deterministic, and that a library without a
credit is noticed. Ends with `N passed, N failed`.
"""

import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from check import uncredited  # noqa: E402
from debian_copyright import notice, read_page  # noqa: E402
from generate import Missing, as_text, collect  # noqa: E402

PAGE = """Format: https://example.org/
Source: https://example.org/

Files: *
Copyright: 2020 Anna
License: MIT-like

Files: src/fast.c
 src/faster.c
Copyright: 2021 Bruno
License: Own
 Do as you like.
 .
 But smile.

Files: debian/*
Copyright: 2022 Packager
License: GPL-2

License: MIT-like
 Permission is granted.

License: GPL-2
 Share alike.
"""


def main() -> int:
    failures = []

    def expect(what: str, got, wanted) -> None:
        if got != wanted:
            failures.append(f"{what}: expected {wanted!r}, got {got!r}")

    page = read_page(PAGE)
    expect("the whole package", notice(page, [], False, []), "Copyright 2020 Anna\n\nPermission is granted.")
    expect("with a folder of its own", notice(page, ["src/"], False, []),
           "Copyright 2020 Anna\nCopyright 2021 Bruno\n\nDo as you like.\n\nBut smile.\n\nPermission is granted.")
    expect("only a folder", notice(page, ["src/"], True, []), "Copyright 2021 Bruno\n\nDo as you like.\n\nBut smile.")
    expect("a page of another kind is taken whole", notice(read_page("Free for all.\n"), [], False, []), "Free for all.")

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "LICENSE").write_text("before BEGIN text END after", encoding="utf-8")
        component = {"name": "Lib", "shipped": ["host"], "license": "MIT",
                     "sources": [{"file": "{lib}/absent"}, {"file": "{lib}/LICENSE", "from": "BEGIN", "to": "END"}]}
        first, second = (collect([component], {"lib": folder}) for _ in range(2))
        expect("the first source that exists, cut", first[0]["notice"], "BEGIN text")
        expect("twice the same", as_text(first), as_text(second))
        try:
            collect([{**component, "sources": [{"file": "{lib}/absent"}]}], {"lib": folder})
            failures.append("a missing licence goes unnoticed")
        except Missing:
            pass

    known = [{"includes": ["boost/", "zlib.h"]}]
    expect("credited and standard headers pass",
           uncredited({"a.h": "#include <vector>\n#include <boost/asio.hpp>\n#include <zlib.h>\n#include <sys/stat.h>\n"}, known), [])
    expect("an uncredited library is noticed", len(uncredited({"a.h": "#include <curl/curl.h>\n"}, known)), 1)

    for failure in failures:
        print(failure)
    print(f"{9 - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
