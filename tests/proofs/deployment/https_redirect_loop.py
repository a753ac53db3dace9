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

PROXY = "server { location / { proxy_pass http://api:8000; } }"
SERVICES = """
services:
  proxy:
    image: nginx
  api:
    command: uvicorn main:app --host 0.0.0.0
"""

BAD = {"main.py": APPLICATION, "nginx.conf": PROXY, "compose.yaml": SERVICES}
GOOD = {**BAD, "compose.yaml": SERVICES.replace("0.0.0.0", "0.0.0.0 --forwarded-allow-ips=127.0.0.2")}


def status(program):
    import http.client
    import pathlib

    command = pathlib.Path("compose.yaml").read_text().partition("command: ")[2].strip()
    with program.serve(f"{command} --port $PORT") as (url, _):
        # the proxy is another machine: another address of this one's loopback network stands for it
        connection = http.client.HTTPConnection(url.removeprefix("http://"), source_address=("127.0.0.2", 0))
        connection.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
        return connection.getresponse().status


def defect(program):
    assert status(program) == 307


def fine(program):
    assert status(program) == 200
