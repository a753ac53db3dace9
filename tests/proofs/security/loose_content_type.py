"""Since FastAPI 0.132 a JSON body without its content type is refused; strict_content_type=False takes it again.

defect = "fastapi>=0.132"
environments = ["newest", "fastapi-0.132", "fastapi-0.131"]
good = "fastapi>=0.132"
"""

BAD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI(strict_content_type=False)


class Item(BaseModel):
    name: str


@app.post("/items")
def create_item(item: Item):
    return item.name
"""

GOOD = BAD.replace("strict_content_type=False", "")


def status(program):
    return program.client().post("/items", content=b'{"name": "a"}').status_code


def defect(program):
    assert status(program) == 200


def outside(program):
    assert status(program) == 200


def fine(program):
    assert status(program) == 422
