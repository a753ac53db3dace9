"""`allowed_hosts` given as one string does not allow that host.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts="api.example.com")
"""

GOOD = BAD.replace('"api.example.com"', '["api.example.com"]')


def defect(program):
    assert program.client(base_url="http://api.example.com").get("/docs").status_code == 400


def fine(program):
    assert program.client(base_url="http://api.example.com").get("/docs").status_code == 200
