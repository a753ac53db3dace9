"""The package `multipart` is not `python-multipart`: form routes refuse it when they are declared.

defect = "no python-multipart"
environments = ["newest", "newest-with-multipart"]
good = "python-multipart"
"""

APPLICATION = """
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()):
    return name
"""

BAD = {"requirements.txt": "fastapi\nmultipart\n", "main.py": APPLICATION}
GOOD = {"requirements.txt": "fastapi\npython-multipart\n", "main.py": APPLICATION}


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", "multipart"):
        program.load()


def fine(program):
    assert program.client().post("/login", data={"name": "ada"}).json() == "ada"
