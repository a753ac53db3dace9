"""PyJWT warns about an HMAC key that is shorter than 32 bytes.

defect = ""
environments = ["newest"]
"""

BAD = """
import jwt


def sign(claims):
    return jwt.encode(claims, "secret", algorithm="HS256")
"""

GOOD = BAD.replace('"secret"', '"0123456789abcdef0123456789abcdef"')


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        program.load().sign({"sub": "ada"})
    return [text for text in texts if "KeyLength" in text]


def defect(program):
    assert warnings(program)


def fine(program):
    assert not warnings(program)
