"""`await request.form()` needs python-multipart too, and fails only when a request comes.

defect = "no python-multipart"
environments = ["newest", "newest-bare"]
good = "python-multipart"
"""

BAD = """
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/login")
async def login(request: Request):
    return dict(await request.form())
"""

GOOD = {
    "requirements.txt": "fastapi\npython-multipart>=0.0.31\n",
    "main.py": BAD,
}

CALL = """
import asyncio

from starlette.requests import Request
from starlette.responses import Response

import main


async def receive():
    return {"type": "http.request", "body": b"name=ada", "more_body": False}


form = [(b"content-type", b"application/x-www-form-urlencoded")]
request = Request({"type": "http", "method": "POST", "path": "/login", "headers": form, "query_string": b""}, receive)
print(asyncio.run(main.login(request)))
"""


def output(program):
    import pathlib

    pathlib.Path(program.folder, "call.py").write_text(CALL)
    return program.run("python", "call.py").stdout


def defect(program):
    program.load()
    assert "The `python-multipart` library must be installed to use form parsing" in output(program), output(program)


def fine(program):
    assert output(program).strip() == "{'name': 'ada'}"
