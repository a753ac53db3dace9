"""passlib cannot hash with bcrypt 5, even a short password; with 4.1 to 4.3 it hashes and logs a traceback.

defect = "bcrypt>=4.1"
environments = ["newest", "bcrypt-4.3", "bcrypt-4.0"]
good = "bcrypt<4.1"
"""

BAD = """
from passlib.context import CryptContext

passwords = CryptContext(schemes=["bcrypt"])


def store(password):
    return passwords.hash(password)
"""

GOOD = {
    "requirements.txt": "passlib[bcrypt]==1.7.4\nbcrypt<4.1\n",
    "main.py": BAD,
}


def logged(program):
    """Hash and verify, and return what is logged meanwhile."""
    import io
    import logging

    text = io.StringIO()
    logging.basicConfig(stream=text, level=logging.WARNING, force=True)
    module = program.load()
    assert module.passwords.verify("pw", module.store("pw"))
    return text.getvalue()


def defect(program):
    from bench.program import installed, raises

    if installed("bcrypt") < (5,):
        assert "(trapped) error reading bcrypt version" in logged(program)
        return
    with raises("ValueError", "password cannot be longer than 72 bytes"):
        program.load().store("pw")


def fine(program):
    assert not logged(program)
