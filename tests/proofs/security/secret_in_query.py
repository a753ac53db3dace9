"""What stands in the query string stands in the server's access log.

defect = ""
environments = ["newest"]
"""

BAD = {
    "main.py": """
from fastapi import FastAPI

app = FastAPI()


@app.get("/login")
def login(password: str):
    return password == "hunter2"
""",
    "Procfile": "web: uvicorn main:app --port $PORT",
}

GOOD = {
    "main.py": """
from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/login")
def login(password: str = Header()):
    return password == "hunter2"
""",
    "Procfile": "web: uvicorn main:app --port $PORT",
}


def log(program):
    import time

    from bench.program import fetch

    query = "?password=hunter2" if "Header" not in program.files["main.py"] else ""
    with program.serve("uvicorn main:app --port $PORT") as (url, server):
        assert fetch(f"{url}/login{query}", password="hunter2")[1] == "true"
        until = time.monotonic() + 5
        while "GET /login" not in server.output and time.monotonic() < until:
            time.sleep(0.05)
        return server.output


def defect(program):
    assert "hunter2" in log(program)


def fine(program):
    assert "hunter2" not in log(program)
