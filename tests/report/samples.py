"""A result with everything in it that formats must cope with."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from fastdoctor.catalogue import Rule
from fastdoctor.declaration import Declaration
from fastdoctor.finding import FIRST_LINE, Edit, Finding, Fix, Location, Region, Related
from fastdoctor.report.result import KnownFinding, NotEvaluated, ProjectSummary, ResolvedVersion, Result

PAGE = """\
A call blocks the event loop

Every other request waits for it. `]( [x](y) <script>alert(1)</script>

Bad:

```python
x = 1
```

Good:

```python
x = 2
```
"""

MAIN = (
    "import os\n"
    "\n"
    "async def read_user(id: int):\n"
    '\tname = "日本"; r = requests.get(URL)  # blocks \x1b[31m\n'
    "    return r\n"
    "\n"
    "app.add_middleware(\r\n"
    "    CORSMiddleware,\r\n"
    "    allow_origins=['*'],\r\n"
    ")"
)
DATABASE = "def get_db():\n    pass\n"


def rule(name: str, cwe: int | None = None) -> Rule:
    return Rule(name, "concurrency", Path("rules/concurrency/x.py"), PAGE, Declaration(lambda _: (), "error", cwe=cwe))


RULES = (rule("blocking-call"), rule("missing-thing"), rule("wide-cors", cwe=942), rule("silent-rule"))


def at(path: str, *region: int) -> Location:
    return Location(path, Region(*region))


BLOCKING = Finding(
    "blocking call `requests.get` in async path operation `read_user`",
    at("app/main.py", 4, 19, 4, 36),
    label="blocks the event loop",
    help="use `httpx.AsyncClient`, see [docs](x)",
    related=(
        Related(at("app/main.py", 3, 1, 3, 20), "declared async here"),
        Related(at("app/d b é.py", 1, 1, 1, 13), "and its dependency is sync"),
    ),
    severity="error",
    fix=Fix(
        "make it sync", (Edit(at("app/main.py", 3, 1, 3, 7), ""), Edit(at("app/main.py", 3, 1, 3, 1), "# x\n")), True
    ),
    rule="blocking-call",
)
CORS = Finding(
    "any website may read this API as its visitor",
    at("app/main.py", 7, 1, 10, 2),
    severity="warning",
    rule="wide-cors",
)
MISSING = Finding(
    "`python-multipart` is not among the dependencies",
    Location("pyproject.toml", FIRST_LINE),
    label="no such file",
    severity="note",
    rule="missing-thing",
    tier="strict",
)
WHOLE_FILE = Finding("a file", Location("app/d b é.py", FIRST_LINE), severity="note", rule="missing-thing")


def result(*findings: Finding, texts: dict[str, str] | None = None) -> Result:
    return Result(
        projects=(
            ProjectSummary(
                "",
                (
                    ResolvedVersion("fastapi", "0.115.2", at("uv.lock", 3, 1, 3, 9)),
                    ResolvedVersion("starlette", "", None),
                ),
                ("app.main:app",),
                14,
            ),
        ),
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        not_evaluated=(NotEvaluated("app/x\x1b[1m.py", "not utf-8 text: byte 3"),),
        files_read=("app/d b é.py", "app/main.py"),
        suppressed=2,
        texts={"app/main.py": MAIN, "app/d b é.py": DATABASE} if texts is None else texts,
    )


FULL = result(BLOCKING, CORS, MISSING, WHOLE_FILE)
EMPTY = result()
BASELINE = replace(
    result(BLOCKING),
    known=(CORS, MISSING),
    gone=(KnownFinding("app/d b é.py", "wide-cors", "0" * 32, 2, "gone"),),
    has_baseline=True,
)
