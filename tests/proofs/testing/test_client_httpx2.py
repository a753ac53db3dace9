"""With Starlette 1.2 and only httpx installed, importing the test client warns.

defect = "starlette>=1.2; no httpx2"
environments = ["newest", "fastapi-0.144", "fastapi-0.136"]
good = "httpx2"
"""

BAD = {
    "requirements-dev.txt": "httpx\n",
    "main.py": "from fastapi.testclient import TestClient\n",
}
GOOD = {
    "requirements-dev.txt": "httpx2\n",
    "main.py": "from fastapi.testclient import TestClient\n",
}


def output(program):
    return program.run("python", "-W", "always", "main.py").stdout


def defect(program):
    assert "install `httpx2` instead" in output(program), output(program)


def fine(program):
    assert "install `httpx2` instead" not in output(program)
