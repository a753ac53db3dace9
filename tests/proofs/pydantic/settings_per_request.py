"""Settings built in a dependency are read again for every request.

defect = ""
environments = ["newest"]
"""

BAD = """
from fastapi import Depends, FastAPI
from pydantic_settings import BaseSettings

app = FastAPI()
built = []


class Settings(BaseSettings):
    title: str = "shop"

    def model_post_init(self, context):
        built.append(self)


def get_settings():
    return Settings()


@app.get("/")
def read(settings: Settings = Depends(get_settings)):
    return settings.title
"""

GOOD = BAD.replace("def get_settings", "@lru_cache\ndef get_settings").replace(
    "from fastapi", "from functools import lru_cache\n\nfrom fastapi", 1
)


def built(program):
    client = program.client()
    for _ in range(3):
        assert client.get("/").json() == "shop"
    return len(program.load().built)


def defect(program):
    assert built(program) == 3


def fine(program):
    assert built(program) == 1
