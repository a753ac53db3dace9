"""A path parameter joined to a folder leaves the folder with an encoded `..`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = {
    "main.py": """
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse

app = FastAPI()
FOLDER = Path("public")


@app.get("/files/{name:path}")
def read_file(name: str):
    return FileResponse(FOLDER / name)
""",
    "public/index.txt": "public",
    "secret.txt": "secret",
}

GOOD = {
    **BAD,
    "main.py": """
from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse

app = FastAPI()
FOLDER = Path("public").resolve()


@app.get("/files/{name:path}")
def read_file(name: str):
    path = (FOLDER / name).resolve()
    if not path.is_relative_to(FOLDER):
        raise HTTPException(status_code=404)
    return FileResponse(path)
""",
}


def defect(program):
    assert program.client().get("/files/..%2fsecret.txt").text == "secret"


def fine(program):
    assert program.client().get("/files/..%2fsecret.txt").status_code == 404
    assert program.client().get("/files/index.txt").text == "public"
