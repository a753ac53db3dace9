"""Settings with a required field that no environment and no env file has raise when they are built.

defect = ""
environments = ["newest"]
"""

BAD = {
    "main.py": """
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")

    database_url: str
    smtp_host_of_ours: str
""",
    ".env": "DATABASE_URL=sqlite://\n",
}

GOOD = {**BAD, ".env": "DATABASE_URL=sqlite://\nSMTP_HOST_OF_OURS=localhost\n"}


def defect(program):
    from bench.program import raises

    with raises("ValidationError", "smtp_host_of_ours"):
        program.load().Settings()


def fine(program):
    assert program.load().Settings().smtp_host_of_ours == "localhost"
