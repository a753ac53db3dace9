"""passlib's bcrypt cannot hash anything with bcrypt 5: every call raises, even for a short password.

defect = "bcrypt>=5"
environments = ["newest", "bcrypt-4"]
good = "bcrypt<5"
"""

BAD = """
from passlib.context import CryptContext

passwords = CryptContext(schemes=["bcrypt"])


def store(password):
    return passwords.hash(password)
"""

GOOD = {
    "requirements.txt": "passlib[bcrypt]==1.7.4\nbcrypt<5\n",
    "main.py": BAD,
}


def defect(program):
    from bench.program import raises

    with raises("ValueError", "password cannot be longer than 72 bytes"):
        program.load().store("pw")


def fine(program):
    module = program.load()
    assert module.passwords.verify("pw", module.store("pw"))
