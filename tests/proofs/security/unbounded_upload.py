"""An upload has no limit unless one is set; FastAPI 0.164 has max_body_size.

defect = ""
environments = ["newest", "fastapi-0.163"]
good = "fastapi>=0.164"
"""

BAD = """
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/upload")
async def upload(file: UploadFile):
    return len(await file.read())
"""

GOOD = BAD.replace("FastAPI()", "FastAPI(max_body_size=1_000_000)")


def answer(program):
    return program.client().post("/upload", files={"file": b"x" * 5_000_000})


def defect(program):
    assert answer(program).json() == 5_000_000


def fine(program):
    assert answer(program).status_code == 413
