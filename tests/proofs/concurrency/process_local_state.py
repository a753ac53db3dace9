"""Module state belongs to one worker process: with two workers a client sees two counters.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
import os

from fastapi import FastAPI

app = FastAPI()
visits = []


@app.get("/")
def read():
    visits.append(1)
    return {"worker": os.getpid(), "visits": len(visits)}
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --workers 2"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT"}


def counters(program):
    import json
    import pathlib

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    latest = {}
    with program.serve(command) as (url, _):
        for number in range(1, 201):
            answer = json.loads(fetch(url + "/")[1])
            latest[answer["worker"]] = answer["visits"]
            if number >= 20 and len(latest) > 1:
                break
        return latest, number


def defect(program):
    latest, number = counters(program)
    assert len(latest) == 2
    assert max(latest.values()) < number


def fine(program):
    latest, number = counters(program)
    assert list(latest.values()) == [number]
