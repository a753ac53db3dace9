"""python-jose decodes with whatever algorithm the token names when `algorithms` is not given.

defect = ""
environments = ["newest"]
"""

BAD = """
from jose import jwt

SECRET = "a key of thirty-two bytes or more, from the environment"


def read(token):
    return jwt.decode(token, SECRET)
"""

GOOD = """
from jose import jwt

SECRET = "a key of thirty-two bytes or more, from the environment"


def read(token):
    return jwt.decode(token, SECRET, algorithms=["HS256"])
"""


def token_of(module):
    from jose import jwt

    return jwt.encode({"sub": "admin"}, module.SECRET, algorithm="HS512")


def defect(program):
    module = program.load()
    assert module.read(token_of(module)) == {"sub": "admin"}


def fine(program):
    from bench.program import raises

    module = program.load()
    with raises("JWTError", "alg"):
        module.read(token_of(module))
