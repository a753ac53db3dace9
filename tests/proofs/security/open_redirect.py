"""RedirectResponse goes wherever the parameter says.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get("/login")
def login(next: str = "/"):
    return RedirectResponse(next)
"""

GOOD = BAD.replace("return RedirectResponse(next)", 'return RedirectResponse(PAGES.get(next, "/"))').replace(
    "app = FastAPI()\n", 'app = FastAPI()\nPAGES = {"/items": "/items"}\n'
)


def location(program, where):
    return program.client(follow_redirects=False).get("/login", params={"next": where}).headers["location"]


def defect(program):
    assert location(program, "https://evil.example/") == "https://evil.example/"


def fine(program):
    assert location(program, "https://evil.example/") == "/"
    assert location(program, "/items") == "/items"
