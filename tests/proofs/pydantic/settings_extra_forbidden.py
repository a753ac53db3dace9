"""Settings refuse keys of the env file that no field has (pydantic-settings forbids extras).

defect = ""
environments = ["newest"]
"""

BAD = {
    "main.py": """
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")

    database_url: str
""",
    ".env": "DATABASE_URL=sqlite://\nPOSTGRES_USER=ada\n",
}

GOOD = {
    "main.py": """
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: str
""",
    ".env": "DATABASE_URL=sqlite://\nPOSTGRES_USER=ada\n",
}


def defect(program):
    from bench.program import raises

    with raises("ValidationError", "Extra inputs are not permitted"):
        program.load().Settings()


def fine(program):
    assert program.load().Settings().database_url == "sqlite://"
