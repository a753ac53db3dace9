"""create_all never alters a table that exists: a new column stays missing until a migration adds it.

defect = ""
environments = ["newest"]
"""

BAD = """
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, inspect

engine = create_engine("sqlite:///shop.db")
first = MetaData()
Table("items", first, Column("id", Integer, primary_key=True))
first.create_all(engine)

second = MetaData()
Table("items", second, Column("id", Integer, primary_key=True), Column("name", String))
second.create_all(engine)
columns = [column["name"] for column in inspect(engine).get_columns("items")]
"""

GOOD = BAD.replace(
    "second.create_all(engine)",
    'with engine.begin() as connection:\n    connection.exec_driver_sql("alter table items add column name text")',
)


def defect(program):
    assert program.load().columns == ["id"]


def fine(program):
    assert program.load().columns == ["id", "name"]
