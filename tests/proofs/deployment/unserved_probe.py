"""A prefix that is given at include_router counts for a probe too: without it the answer is 404.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/health")
def health():
    return "ok"


app = FastAPI()
app.include_router(router, prefix="/api")
"""
IMAGE = """
FROM python:3.13-slim
COPY . .
HEALTHCHECK CMD curl --fail http://localhost:8000/health
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
"""

BAD = {"main.py": APPLICATION, "Dockerfile": IMAGE}
GOOD = {"main.py": APPLICATION, "Dockerfile": IMAGE.replace("/health", "/api/health")}


def status(program):
    import pathlib
    import re

    path = re.search(r"localhost:8000(\S+)", pathlib.Path("Dockerfile").read_text())[1]
    return program.client().get(path).status_code


def defect(program):
    assert status(program) == 404


def fine(program):
    assert status(program) == 200
