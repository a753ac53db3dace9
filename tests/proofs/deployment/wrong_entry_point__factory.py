"""`fastapi run` finds no application in a module that has only a factory.

defect = ""
environments = ["newest"]
"""

BAD = {
    "main.py": """
from fastapi import FastAPI


def create_app():
    return FastAPI()
""",
    "Procfile": "web: fastapi run main.py --port $PORT",
}
GOOD = {
    "main.py": BAD["main.py"],
    "Procfile": "web: uvicorn main:create_app --factory --port $PORT",
}


def command(program):
    import pathlib

    return pathlib.Path("Procfile").read_text().partition(": ")[2]


def defect(program):
    done = program.run("fastapi", "run", "main.py", "--port", "0")
    assert done.returncode != 0
    assert "Could not find FastAPI app in module" in " ".join(done.stdout.split()), done.stdout


def fine(program):
    from bench.program import fetch

    with program.serve(command(program)) as (url, _):
        assert fetch(url + "/docs")[0] == 200
