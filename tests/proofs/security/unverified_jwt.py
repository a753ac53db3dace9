"""With signature verification off, PyJWT accepts a token that anybody wrote.

defect = ""
environments = ["newest"]
"""

BAD = """
import jwt
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()


@app.get("/me")
def read_me(token: str = Header()):
    return jwt.decode(token, options={"verify_signature": False})
"""

GOOD = """
import jwt
from fastapi import FastAPI, Header, HTTPException

app = FastAPI()
KEY = "a key of thirty-two bytes or more, from the environment"


@app.get("/me")
def read_me(token: str = Header()):
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.PyJWTError:
        raise HTTPException(status_code=401)
"""


def answer(program):
    import jwt

    forged = jwt.encode({"sub": "admin"}, "a key that the attacker made up himself", algorithm="HS256")
    return program.client().get("/me", headers={"token": forged})


def defect(program):
    assert answer(program).json() == {"sub": "admin"}


def fine(program):
    assert answer(program).status_code == 401
