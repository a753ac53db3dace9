"""Behind a proxy on another address the server does not read X-Forwarded headers unless it trusts that address.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/")
def read(request: Request):
    return request.client.host
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
GOOD = {**BAD, "compose.yaml": SERVICES.replace("0.0.0.0", "0.0.0.0 --forwarded-allow-ips=127.0.0.0/8")}


def host(program):
    import http.client
    import pathlib

    command = pathlib.Path("compose.yaml").read_text().partition("command: ")[2].strip()
    with program.serve(f"{command} --port $PORT") as (url, _):
        # another address of this machine's own loopback network stands for the proxy's
        connection = http.client.HTTPConnection(url.removeprefix("http://"), source_address=("127.0.0.2", 0))
        connection.request("GET", "/", headers={"X-Forwarded-For": "7.7.7.7"})
        return connection.getresponse().read().decode()


def defect(program):
    assert host(program) == '"127.0.0.2"'


def fine(program):
    assert host(program) == '"7.7.7.7"'
