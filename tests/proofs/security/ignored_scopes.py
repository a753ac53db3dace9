"""OAuth2 scopes are for Security(): Depends takes none.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI
from fastapi.security import SecurityScopes

app = FastAPI()


def get_user(scopes: SecurityScopes):
    return scopes.scopes


@app.get("/")
def read(scopes: list = Depends(get_user)):
    return scopes
"""

GOOD = BAD.replace("import Depends, FastAPI", "import FastAPI, Security").replace(
    "Depends(get_user)", 'Security(get_user, scopes=["items"])'
)


def defect(program):
    from bench.program import raises
    from fastapi import Depends

    assert program.client().get("/").json() == []
    with raises("TypeError", "unexpected keyword argument 'scopes'"):
        Depends(len, scopes=["items"])


def fine(program):
    assert program.client().get("/").json() == ["items"]
