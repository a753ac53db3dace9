"""A token without `exp` is valid for ever, unless decoding requires the claim.

defect = ""
environments = ["newest"]
"""

BAD = """
import jwt

KEY = "0123456789abcdef0123456789abcdef"


def read(token):
    return jwt.decode(token, KEY, algorithms=["HS256"])
"""

GOOD = BAD.replace('algorithms=["HS256"]', 'algorithms=["HS256"], options={"require": ["exp"]}')


def token_of(module):
    import jwt

    return jwt.encode({"sub": "ada"}, module.KEY, algorithm="HS256")


def defect(program):
    module = program.load()
    assert module.read(token_of(module)) == {"sub": "ada"}


def fine(program):
    from bench.program import raises

    module = program.load()
    with raises("MissingRequiredClaimError"):
        module.read(token_of(module))
