"""This requirements file is not UTF-8

`pip freeze > requirements.txt` in Windows PowerShell writes UTF-16. With its byte-order mark pip and uv still read it,
but Git shows it as binary, so that no change in it can be reviewed or merged, text tools find nothing in it, and a line
appended from another shell makes it unreadable. Without the mark, or in another encoding, pip and uv refuse the file
(`UnicodeDecodeError`, `Invalid requirement`) and the image cannot be built.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt in utf-16-le
fastapi==0.128.0
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
```

Write it again as UTF-8: `pip freeze | Out-File -Encoding utf8 requirements.txt`. The fix does so where the
mark tells how to read the file.

Not reported: UTF-8 with a byte-order mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Edit, Finding, Fix, Location, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="warning", fix="safe", proof="how a file is encoded, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    for found in project.stack.encodings:
        if found.encoding:
            yield Finding(
                f"this file is {found.encoding}: Git shows it as binary, and text tools find nothing in it",
                Location(found.path),
                found.encoding,
                "save it as UTF-8",
                severity="note",
                fix=Fix("write it as UTF-8", (Edit(Location(found.path), ""),), safe=True, to_utf8=True),
            )
        else:
            yield Finding(
                f"pip and uv refuse this file: {found.reason}", Location(found.path), "no text", "save it as UTF-8"
            )
