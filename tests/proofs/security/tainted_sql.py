"""A query parameter put into the text of a statement is read as SQL.

defect = ""
environments = ["newest"]
"""

BAD = """
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
with engine.begin() as connection:
    connection.execute(text("create table users (name text, secret text)"))
    connection.execute(text("insert into users values ('ada', 'one'), ('eve', 'two')"))


@app.get("/secret")
def read_secret(name: str):
    with engine.begin() as connection:
        return connection.execute(text(f"select secret from users where name = '{name}'")).scalars().all()
"""

GOOD = BAD.replace(
    "text(f\"select secret from users where name = '{name}'\")",
    'text("select secret from users where name = :name"), {"name": name}',
)


def answer(program, name):
    return program.client().get("/secret", params={"name": name}).json()


def defect(program):
    assert answer(program, "' or '1' = '1") == ["one", "two"]


def fine(program):
    assert answer(program, "' or '1' = '1") == []
    assert answer(program, "ada") == ["one"]
