"""EmailStr without email-validator raises when the model is built.

defect = "no email-validator"
environments = ["newest", "newest-bare"]
good = "email-validator"
"""

BAD = """
from pydantic import BaseModel, EmailStr


class User(BaseModel):
    email: EmailStr
"""

GOOD = {
    "requirements.txt": "fastapi\nemail-validator\n",
    "main.py": BAD,
}


def defect(program):
    from bench.program import raises

    with raises("ImportError", "email-validator is not installed"):
        program.load()


def fine(program):
    assert program.load().User(email="ada@example.com").email == "ada@example.com"
