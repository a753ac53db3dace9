"""A TrustedHostMiddleware pattern with a scheme or a port matches no request: everything is a 400.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["https://api.example.com", "api.example.com:8000"])
"""

GOOD = BAD.replace('["https://api.example.com", "api.example.com:8000"]', '["api.example.com", "*.example.org"]')


def status(program, host):
    return program.client(base_url=f"http://{host}").get("/docs").status_code


def defect(program):
    assert status(program, "api.example.com") == status(program, "api.example.com:8000") == 400


def fine(program):
    assert status(program, "api.example.com") == status(program, "api.example.com:8000") == 200
    assert status(program, "www.example.org") == 200
    assert status(program, "evil.example") == 400
