"""With HS256 and RS256 in one list, a token signed with the public key as HMAC key may be accepted; PyJWT refuses it.

defect = ""
environments = ["newest"]
"""

BAD = """
from jose import jws, jwt

KEY = "a shared secret that is not an asymmetric key at all"


def read(token):
    return jwt.decode(token, KEY, algorithms=["RS256", "HS256"])
"""

GOOD = BAD.replace('["RS256", "HS256"]', '["RS256"]')


def token_of(module):
    from jose import jwt

    return jwt.encode({"sub": "eve"}, module.KEY, algorithm="HS256")


def defect(program):
    module = program.load()
    assert module.read(token_of(module)) == {"sub": "eve"}


def fine(program):
    from bench.program import raises

    module = program.load()
    with raises("JWTError"):
        module.read(token_of(module))
