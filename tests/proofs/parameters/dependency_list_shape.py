"""`dependencies=[function]` and `dependencies=Depends(...)` raise when the route is declared.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


def check():
    return None


@app.get("/", dependencies=[check])
def read():
    return "ok"
"""

GOOD = BAD.replace("import FastAPI", "import Depends, FastAPI").replace("[check]", "[Depends(check)]")


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "'function' object has no attribute 'dependency'"):
        program.load()
    from fastapi import Depends, FastAPI

    with raises("TypeError", "not iterable"):
        FastAPI().get("/", dependencies=Depends(len))(lambda: None)


def fine(program):
    assert program.client().get("/").json() == "ok"
