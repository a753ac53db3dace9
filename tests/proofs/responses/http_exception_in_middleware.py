"""An HTTPException raised in a middleware is a 500: exception handlers stand further inside.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        raise HTTPException(status_code=401)
    return await call_next(request)
"""

GOOD = """
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)
"""


def defect(program):
    assert program.client().get("/docs").status_code == 500


def fine(program):
    assert program.client().get("/docs").status_code == 401
