"""SessionMiddleware without itsdangerous cannot be imported.

defect = "no itsdangerous"
environments = ["newest", "newest-bare"]
good = "itsdangerous"
"""

BAD = """
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="from the environment")
"""

GOOD = {
    "requirements.txt": "fastapi\nitsdangerous\n",
    "main.py": BAD,
}


def defect(program):
    from bench.program import raises

    with raises("ModuleNotFoundError", "itsdangerous"):
        program.load()


def fine(program):
    assert program.client().get("/docs").status_code == 200
