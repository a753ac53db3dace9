"""HTTP_422_UNPROCESSABLE_ENTITY warns since Starlette 0.48; the new name does not exist before.

defect = "starlette>=0.48"
environments = ["newest", "fastapi-0.117", "fastapi-0.115"]
good = "starlette>=0.48"
"""

BAD = """
from fastapi import status

code = status.HTTP_422_UNPROCESSABLE_ENTITY
"""

GOOD = """
from fastapi import status

code = status.HTTP_422_UNPROCESSABLE_CONTENT
"""


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        assert program.load().code == 422
    return [text for text in texts if "HTTP_422" in text]


def defect(program):
    assert warnings(program)


def outside(program):
    from fastapi import status

    assert not warnings(program)
    assert not hasattr(status, "HTTP_422_UNPROCESSABLE_CONTENT")


def fine(program):
    assert not warnings(program)
