"""Behind a proxy that ends TLS, HTTPSRedirectMiddleware redirects for ever unless the proxy's headers are trusted.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)


@app.get("/")
def read():
    return "ok"
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --forwarded-allow-ips=10.0.0.1"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --forwarded-allow-ips=127.0.0.1"}


def status(program):
    import http.client
    import pathlib

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, _):
        connection = http.client.HTTPConnection(url.removeprefix("http://"))
        connection.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
        return connection.getresponse().status


def defect(program):
    assert status(program) == 307


def fine(program):
    assert status(program) == 200
