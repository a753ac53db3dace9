"""The package `jwt` is not `PyJWT`: the module has no `encode` function.

defect = "no pyjwt"
environments = ["newest", "newest-with-jwt"]
good = "pyjwt"
"""

PROGRAM = """
import jwt


def sign(claims, key):
    return jwt.encode(claims, key, algorithm="HS256")
"""

BAD = {"requirements.txt": "fastapi\njwt\n", "main.py": PROGRAM}
GOOD = {"requirements.txt": "fastapi\npyjwt\n", "main.py": PROGRAM}


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "encode"):
        program.load().sign({"sub": "ada"}, "a key of thirty-two bytes or more, from the environment")


def fine(program):
    assert program.load().sign({"sub": "ada"}, "a key of thirty-two bytes or more, from the environment")
