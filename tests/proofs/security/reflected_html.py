"""A parameter put into an HTMLResponse is run by the browser.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/", response_class=HTMLResponse)
def read(name: str):
    return f"<p>Hello {name}</p>"
"""

GOOD = BAD.replace("{name}", "{escape(name)}").replace(
    "from fastapi import", "from html import escape\n\nfrom fastapi import", 1
)


def text(program):
    return program.client().get("/", params={"name": "<script>alert(1)</script>"}).text


def defect(program):
    assert "<script>" in text(program)


def fine(program):
    assert "<script>" not in text(program)
