"""An HTTPException after yield is the answer from FastAPI 0.106 to 0.117 and comes too late since 0.118.

defect = "fastapi>=0.118"
environments = ["newest", "fastapi-0.121", "fastapi-0.117", "fastapi-0.109"]
good = "fastapi>=0.121"
"""

BAD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def check():
    yield
    raise HTTPException(status_code=409)


@app.get("/", dependencies=[Depends(check)])
def read():
    return "ok"
"""

GOOD = BAD.replace("Depends(check)", 'Depends(check, scope="function")')


def defect(program):
    from bench.program import raises

    assert program.client().get("/").status_code == 200
    with raises("RuntimeError", "response already started"):
        program.client(raise_server_exceptions=True).get("/")


def fine(program):
    assert program.client().get("/").status_code == 409
