"""A body model beside form or file parameters is always 422: a form carries no nested JSON.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, File, UploadFile
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def create_item(item: Item, photo: UploadFile = File()):
    return item.name
"""

GOOD = """
from fastapi import FastAPI, File, Form, UploadFile

app = FastAPI()


@app.post("/items")
def create_item(name: str = Form(), photo: UploadFile = File()):
    return name
"""


def defect(program):
    client = program.client()
    for data in ({"item": '{"name": "a"}'}, {"name": "a"}):
        assert client.post("/items", data=data, files={"photo": b"x"}).status_code == 422


def fine(program):
    assert program.client().post("/items", data={"name": "a"}, files={"photo": b"x"}).json() == "a"
