"""PyJWT encodes an int `sub` and then refuses to decode the token.

defect = ""
environments = ["newest"]
"""

BAD = """
import jwt

KEY = "0123456789abcdef0123456789abcdef"


def round_trip(user_id):
    token = jwt.encode({"sub": user_id}, KEY, algorithm="HS256")
    return jwt.decode(token, KEY, algorithms=["HS256"])["sub"]
"""

GOOD = BAD.replace('"sub": user_id', '"sub": str(user_id)')


def defect(program):
    from bench.program import raises

    with raises("InvalidSubjectError", "Subject must be a string"):
        program.load().round_trip(5)


def fine(program):
    assert program.load().round_trip(5) == "5"
