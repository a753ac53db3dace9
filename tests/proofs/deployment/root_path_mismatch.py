"""`FastAPI(root_path=)` is deprecated since 0.146: the server is told the prefix.

defect = "fastapi>=0.146"
environments = ["newest", "fastapi-0.147", "fastapi-0.145"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI(root_path="/api")
"""

GOOD = BAD.replace('root_path="/api"', "")


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        program.load()
    return [text for text in texts if "root_path" in text]


def defect(program):
    assert warnings(program)


def fine(program):
    assert not warnings(program)
