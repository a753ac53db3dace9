"""A handler for FastAPI's HTTPException does not see the router's own 404 and 405: they are Starlette's.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(HTTPException)
async def show(request: Request, error: HTTPException):
    return JSONResponse({"error": error.detail}, status_code=error.status_code)
"""

GOOD = BAD.replace("FastAPI, HTTPException, Request\n", "FastAPI, Request\n").replace(
    "import JSONResponse\n", "import JSONResponse\nfrom starlette.exceptions import HTTPException\n"
)


def defect(program):
    assert program.client().get("/nowhere").json() == {"detail": "Not Found"}


def fine(program):
    assert program.client().get("/nowhere").json() == {"error": "Not Found"}
