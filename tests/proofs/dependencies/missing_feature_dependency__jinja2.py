"""Jinja2Templates without jinja2 raises an ImportError (at import since Starlette 1.0).

defect = "no jinja2"
environments = ["newest", "newest-bare"]
good = "jinja2"
"""

BAD = """
from fastapi.templating import Jinja2Templates

templates = Jinja2Templates(directory="templates")
"""

GOOD = {
    "requirements.txt": "fastapi\njinja2\n",
    "main.py": BAD,
}


def defect(program):
    from bench.program import raises

    with raises("ImportError", "jinja2 must be installed to use Jinja2Templates"):
        program.load()


def fine(program):
    assert program.load().templates
