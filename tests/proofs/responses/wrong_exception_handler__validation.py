"""A handler for pydantic's ValidationError never sees a bad request: FastAPI raises RequestValidationError.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import ValidationError

app = FastAPI()


@app.exception_handler(ValidationError)
async def show(request: Request, error: ValidationError):
    return JSONResponse({"error": "bad request"}, status_code=400)


@app.get("/")
def read(limit: int):
    return limit
"""

GOOD = (
    BAD.replace("from pydantic import ValidationError\n", "")
    .replace(
        "import FastAPI, Request\n", "import FastAPI, Request\nfrom fastapi.exceptions import RequestValidationError\n"
    )
    .replace("(ValidationError)", "(RequestValidationError)")
    .replace(": ValidationError", ": RequestValidationError")
)


def defect(program):
    assert program.client().get("/?limit=x").status_code == 422


def fine(program):
    assert program.client().get("/?limit=x").status_code == 400
