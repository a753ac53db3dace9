"""Without python-multipart a route with form parameters raises when it is declared; it is not a silent 422.

defect = "no python-multipart"
environments = ["newest", "newest-bare"]
good = "python-multipart"
"""

BAD = """
from fastapi import FastAPI, Form

app = FastAPI()


@app.post("/login")
def login(name: str = Form()):
    return name
"""

GOOD = {
    "requirements.txt": "fastapi\npython-multipart>=0.0.31\n",
    "main.py": BAD,
}


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", 'Form data requires "python-multipart" to be installed'):
        program.load()


def fine(program):
    assert program.client().post("/login", data={"name": "ada"}).json() == "ada"
