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


def counters(program, workers):
    import itertools
    import json
    import pathlib
    import time

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    latest = {}
    patience = time.monotonic() + 20  # a worker may take longer to start than the other one for 200 answers
    with program.serve(command) as (url, _):
        for number in itertools.count(1):
            answer = json.loads(fetch(url + "/")[1])
            latest[answer["worker"]] = answer["visits"]
            if number >= 20 and len(latest) > 1:
                break
            if number >= 200 and (len(latest) == workers or time.monotonic() > patience):
                break
        return latest, number


def defect(program):
    latest, number = counters(program, workers=2)
    assert len(latest) == 2
    assert max(latest.values()) < number


def fine(program):
    latest, number = counters(program, workers=1)
    assert list(latest.values()) == [number]
