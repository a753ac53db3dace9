"""`fastapi run` takes a path, not `module:attribute`; uvicorn takes `module:attribute` that must exist.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:application --port $PORT"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT"}


def defect(program):
    done = program.run("uvicorn", "main:application", "--port", "0")
    assert done.returncode != 0
    assert 'Attribute "application" not found in module "main"' in done.stdout
    done = program.run("fastapi", "run", "main:app", "--port", "0")
    assert done.returncode != 0
    assert "Path does not exist main:app" in " ".join(done.stdout.split()), done.stdout


def fine(program):
    from bench.program import fetch

    with program.serve("uvicorn main:app --port $PORT") as (url, _):
        assert fetch(url + "/docs")[0] == 200
    with program.serve("fastapi run main.py --port $PORT") as (url, _):
        assert fetch(url + "/docs")[0] == 200
