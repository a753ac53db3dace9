"""`except Exception` around code that raises HTTPException swallows it: the 404 becomes a 500.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    try:
        if item_id != 1:
            raise HTTPException(status_code=404, detail="no such item")
        return item_id
    except Exception as error:
        raise HTTPException(status_code=500, detail="could not read") from error
"""

GOOD = BAD.replace("    except Exception", "    except HTTPException:\n        raise\n    except Exception")


def defect(program):
    assert program.client().get("/items/2").status_code == 500


def fine(program):
    assert program.client().get("/items/2").status_code == 404
    assert program.client().get("/items/1").json() == 1
