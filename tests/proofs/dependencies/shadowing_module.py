"""A file named like a package hides it from everything that is started beside it.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

MAIN = """
from fastapi import FastAPI

app = FastAPI()
print(app.title)
"""

BAD = {"main.py": MAIN, "fastapi.py": '"""Our notes on FastAPI."""\n'}
GOOD = {"main.py": MAIN, "notes.py": '"""Our notes on FastAPI."""\n'}


def defect(program):
    assert "ImportError: cannot import name 'FastAPI' from 'fastapi'" in program.run("python", "main.py").stdout


def fine(program):
    assert program.run("python", "main.py").stdout == "FastAPI\n"
