"""A tokenUrl that no route serves is in the document all the same: logging in on the docs page fails.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.post("/auth/token")
def login(form: OAuth2PasswordRequestForm = Depends()):
    return {"access_token": form.username, "token_type": "bearer"}


@app.get("/me")
def read_me(token: str = Depends(scheme)):
    return token
"""

GOOD = BAD.replace('tokenUrl="token"', 'tokenUrl="auth/token"')


def status(program):
    client = program.client()
    schemes = client.get("/openapi.json").json()["components"]["securitySchemes"]
    address = schemes["OAuth2PasswordBearer"]["flows"]["password"]["tokenUrl"]
    return client.post("/" + address, data={"username": "ada", "password": "x"}).status_code


def defect(program):
    assert status(program) == 404


def fine(program):
    assert status(program) == 200
