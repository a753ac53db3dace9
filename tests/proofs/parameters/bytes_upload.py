"""`bytes = File()` reads the whole upload into memory; UploadFile spools it to a file.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, File

app = FastAPI()


@app.post("/upload")
def upload(file: bytes = File()):
    return type(file).__name__
"""

GOOD = """
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/upload")
def upload(file: UploadFile):
    return type(file.file).__name__
"""


def answer(program):
    return program.client().post("/upload", files={"file": b"x" * 2_000_000}).json()


def defect(program):
    assert answer(program) == "bytes"


def fine(program):
    assert answer(program) == "SpooledTemporaryFile"
