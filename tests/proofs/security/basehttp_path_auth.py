"""With Starlette before 1.0.1 a forged Host header changes `request.url.path`: a check on it is passed by.

defect = "starlette<1.0.1"
environments = ["newest", "fastapi-0.137", "fastapi-0.128"]
"""

BAD = """
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if request.url.path.startswith("/admin"):
        return JSONResponse({}, status_code=401)
    return await call_next(request)


@app.get("/admin")
def admin():
    return "secret"
"""

GOOD = BAD.replace("request.url.path", 'request.scope["path"]')


def answer(program):
    return program.client().get("/admin", headers={"host": "example.com/public?x="})


def defect(program):
    assert answer(program).json() == "secret"


def fine(program):
    assert answer(program).status_code in {400, 401}
