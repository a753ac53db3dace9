"""A function with Depends defaults that is called directly gets the Depends object, not the value.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends


def get_db():
    return "session"


def load_settings(db=Depends(get_db)):
    return db


settings = load_settings()
"""

GOOD = BAD.replace("settings = load_settings()", "settings = load_settings(get_db())")


def defect(program):
    assert type(program.load().settings).__name__ == "Depends"


def fine(program):
    assert program.load().settings == "session"
