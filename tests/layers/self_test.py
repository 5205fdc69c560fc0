#!/usr/bin/env python3
"""Shows that the layer check sees what it is there for: each planted violation is found, at the right line, and clean
code passes. Ends with the line `N passed, N failed`.
"""

import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from check import check  # noqa: E402

HEAD = "// A planted file.\n"

# (what is planted, path, text after the head comment, rule, line)
PLANTED = [
    ("base uses an area", "core/base/a.h", '#include "core/crm/client.h"\n', "layer", 2),
    ("schema uses store", "core/schema/a.h", '#include "core/store/database.h"\n', "layer", 2),
    ("exchange uses an area", "core/exchange/a.h", '#include "core/crm/client.h"\n', "layer", 2),
    ("an area uses sync", "core/crm/a.h", '\n#include "core/sync/replica.h"\n', "layer", 3),
    ("an area uses the list of all areas", "core/work/z.h", '#include "core/domain/domain.h"\n', "layer", 2),
    ("the core uses the browser side", "core/crm/b.h", '#include "web-ui/theme/tokens.h"\n', "layer", 2),
    ("the core uses a toolkit", "core/crm/c.h", "#include <imgui.h>\n", "core-header", 2),
    ("the core uses threads", "core/sync/a.h", "#include <mutex>\n", "core-header", 2),
    ("browser side uses the host", "web-ui/app/a.h", '#include "server-stub/http.h"\n', "layer", 2),
    ("host uses the browser side", "server-stub/a.h", '#include "web-ui/app/app.h"\n', "layer", 2),
    ("a widget uses a screen", "web-ui/widgets/a.h", '#include "web-ui/screens/login.h"\n', "layer", 2),
    ("core tests use the host", "tests/core/a.cpp", '#include "server-stub/http.h"\n', "layer", 2),
    ("a path that climbs", "core/crm/d.h", '#include "../base/result.h"\n', "include", 2),
    ("a throw", "core/work/a.cpp", "int f() { throw 1; }\n", "core-word", 2),
    ("a try", "core/work/b.cpp", "void f() { try { g(); } catch (...) {} }\n", "core-word", 2),
    ("a clock", "core/work/c.cpp", "auto t = std::chrono::system_clock::now();\n", "core-word", 2),
    ("randomness", "core/work/d.cpp", "std::mt19937 generator;\n", "core-word", 2),
    ("an unordered map", "core/work/e.cpp", "std::unordered_map<int, int> m;\n", "core-word", 2),
    ("std::hash", "core/work/f.cpp", "auto h = std::hash<int>{}(3);\n", "core-word", 2),
    ("output", "core/work/g.cpp", 'void f() { std::printf("x"); }\n', "core-word", 2),
    ("unexplained double", "core/work/h.cpp", "\n\n\n\ndouble share = 0;\n", "core-float", 6),
    ("no head comment", "core/work/i.cpp", None, "head-comment", 1),
    ("too long", "core/work/j.cpp", "int a;\n" * 600, "length", 601),
    ("a machine path in code", "web-ui/app/b.cpp", 'auto p = "/wo' + 'rk/main/x";\n', "machine-path", 2),
    ("a machine path in a document", "docs/a.md", "see /ho" + "me/anna/x\n", "machine-path", 2),
    ("French words on a screen", "web-ui/screens/a.cpp", 'auto t = "Échéance";\n', "words", 2),
    ("an English sentence on a screen", "web-ui/screens/b.cpp", 'auto t = "Save all pending changes now";\n', "words", 2),
    ("a server named in a lock file", "tests/browser/package-lock.json", '"resolved": "x"\n', "lock-file", 2),
]

CLEAN = {
    "core/crm/client.h": HEAD + '#pragma once\n#include <string>\n#include <nlohmann/json.hpp>\n'
                                '#include "core/exchange/csv.h"\n#include "core/work/task.h"\n',
    "core/work/clean.cpp": HEAD + '// try throw unordered_map\nconst char* s = "throw";\nint million = 1\'000\'000;\n'
                                  'char quote = \'"\';\nauto raw = R"x(catch ")x";\nint retry_count = 0;\n'
                                  "// The ratio is only drawn, never stored.\ndouble ratio = 0;\n"
                                  'static_assert(true, "Une échéance");\n',
    "core/text/french.cpp": HEAD + 'auto t = "Échéance";\n',
    "core/sync/clean.h": HEAD + '#include "core/crm/client.h"\n',
    "core/domain/clean.h": HEAD + '#include "core/crm/client.h"\n',
    "server-stub/clean.cpp": HEAD + '#include <thread>\n#include "core/sync/replica.h"\n',
    "tests/core/clean.cpp": HEAD + 'auto t = "Échéance";\n#include "core/crm/client.h"\n',
    "tool.py": "#!/usr/bin/env python3\n\"\"\"Says what it is for.\"\"\"\n",
}


def findings_for(files: dict[str, str], known=None):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return check(root, sorted(files), known or {})[0]


def main() -> int:
    failures = []
    for what, path, text, rule, line in PLANTED:
        content = "int a = 1;\n" if text is None else HEAD + text
        found = findings_for({path: content})
        if not any(f.rule == rule and f.line == line for f in found):
            failures.append(f"not found: {what} ({rule}, line {line}); found: {[str(f) for f in found]}")
    for finding in findings_for(CLEAN):
        failures.append(f"clean code refused: {finding}")

    if findings_for({"core/work/x.cpp": HEAD + "\n\n\n\ndouble a = 0;\n"}, {("core/work/x.cpp", "core-float"): 1}):
        failures.append("a known exception is not respected")
    if not findings_for({"core/work/x.cpp": HEAD}, {("core/work/x.cpp", "core-float"): 1}):
        failures.append("a vanished exception goes unnoticed")

    for failure in failures:
        print(failure)
    total = len(PLANTED) + 3
    print(f"{total - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
