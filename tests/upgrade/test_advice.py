"""What an upgrade will touch."""

from __future__ import annotations

import pytest

from fastdoctor.upgrade.proposal import NoUpgrade
from tests.upgrade.reading import advice

OLD = "fastapi==0.99.1\npydantic==1.10.24\n"


def test_the_proposed_set_satisfies_the_release_itself() -> None:
    steps = {step.package: (step.before, step.after) for step in advice("import fastapi\n", OLD).proposal.steps}
    assert steps["fastapi"] == ("0.99.1", "0.165.0")
    assert steps["starlette"][0] == "0.27.0"
    assert steps["pydantic"][0] == "1.10.24"
    assert steps["pydantic"][1].startswith("2.")


def test_a_pin_that_the_release_accepts_stays() -> None:
    found = advice("import fastapi\n", "fastapi==0.128.8\nstarlette==0.52.1\npydantic==2.12.5\n", to="0.131.0")
    steps = {step.package: step.after for step in found.proposal.steps}
    assert (steps["starlette"], steps["pydantic"]) == ("0.52.1", "2.12.5")


def test_what_stands_in_the_way() -> None:
    found = advice("import fastapi\n", OLD, **{".python-version": "3.9"})
    assert [(item.message, item.location.path if item.location else "") for item in found.proposal.obstacles][:3] == [
        ("fastapi 0.165.0 needs Python >=3.11; the project has 3.9", ".python-version"),
        ("pins ==0.99.1; fastapi 0.165.0 is proposed", "requirements.txt"),
        (found.proposal.obstacles[2].message, found.proposal.obstacles[2].location.path),  # type: ignore[union-attr]
    ]
    assert any(item.message.startswith("pins ==1.10.24; pydantic 2") for item in found.proposal.obstacles)


BEHAVIOURS = {
    "fastapi 0.99.0": 'from fastapi import Query\nQuery(None, example="a")\n',
    "fastapi 0.100.0": 'from fastapi import Query\nQuery(None, regex="a")\n',
    "fastapi 0.112.2": 'from fastapi import APIRouter\n\nAPIRouter().on_event("startup")\n',
    "fastapi 0.122.0": "from fastapi.security import HTTPBearer\nHTTPBearer()\n",
    "fastapi 0.128.0": "import fastapi\nfrom pydantic.v1 import BaseModel\n",
    "fastapi 0.131.0": "from fastapi.responses import ORJSONResponse\nORJSONResponse({})\n",
    "fastapi 0.137.0": "from fastapi import APIRouter, FastAPI\napp = FastAPI()\napp.include_router(APIRouter())\n"
    "print([route.path for route in app.routes])\n",
    "fastapi 0.145.0": "from fastapi import FastAPI\nFastAPI(titel='a')\n",
    "fastapi 0.146.0": "from fastapi import FastAPI\nFastAPI(root_path='/a')\n",
    "fastapi 0.155.0": "from fastapi import Query\nQuery(None, min_lenght=1)\n",
    "starlette 1.0.0": "from fastapi.templating import Jinja2Templates\n"
    "Jinja2Templates('a').TemplateResponse('a', {})\n",
    "starlette 0.48.0": "from fastapi import status\nstatus.HTTP_422_UNPROCESSABLE_ENTITY\n",
    "pydantic 2.0": "import fastapi\nfrom pydantic import BaseSettings\n",
    "fastapi 0.110.0": "from fastapi import Depends, FastAPI\n"
    "def a():\n    try:\n        yield\n    except KeyError:\n        pass\n"
    "app = FastAPI()\n@app.get('/')\ndef b(c=Depends(a)): ...\n",
    "fastapi 0.134.0": "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef a():\n    yield 1\n",
}


@pytest.mark.parametrize("release", sorted(BEHAVIOURS))
def test_each_change_is_told_under_the_release_that_made_it(release: str) -> None:
    package, version = release.split()
    old = "fastapi==0.98.0\nstarlette==0.27.0\npydantic==1.10.24\n"
    found = advice(BEHAVIOURS[release], old)
    assert (package, version) in {(change.package, change.release) for change in found.changes}, found.changes
    same = advice(BEHAVIOURS[release], "fastapi==0.165.0\nstarlette==1.10.0\npydantic==2.14.3\n")
    assert same.changes == ()


def test_code_that_keeps_working_is_not_told_of() -> None:
    source = (
        "from fastapi import Depends, FastAPI, Query\nfrom fastapi.security import HTTPBearer\n"
        "app = FastAPI(title='a')\nHTTPBearer(auto_error=False)\n"
        "def database():\n    try:\n        yield 1\n    except KeyError:\n        raise\n"
        "@app.get('/')\ndef read(a: str = Query(min_length=1), d=Depends(database)):\n    return a\n"
    )
    assert advice(source, "fastapi==0.99.1\npydantic==2.0\n").changes == ()


def test_everything_lists_changes_that_touch_no_line() -> None:
    found = advice("import fastapi\n", OLD, everything=True)
    assert len(found.changes) > 10
    assert all(change.location is None for change in found.changes)


@pytest.mark.parametrize(
    ("requirements", "to", "message"),
    [
        ("fastapi==0.99.1\n", "0.999.0", "fastapi 0.999.0 is no known release"),
        ("httpx\n", "0.165.0", "no file of the project says which fastapi it has"),
    ],
)
def test_what_cannot_be_advised_on(requirements: str, to: str, message: str) -> None:
    with pytest.raises(NoUpgrade, match=message):
        advice("import fastapi\n", requirements, to=to)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("sqlmodel==0.0.8", "sqlmodel 0.0.8 asks for pydantic <2.0.0,>=1.8.2; pydantic 2.14.4 is proposed, "
                            "which sqlmodel 0.0.14 takes"),
        ("sqlmodel<0.0.9", "sqlmodel 0.0.8 asks for pydantic <2.0.0,>=1.8.2; pydantic 2.14.4 is proposed, "
                           "which sqlmodel 0.0.14 takes"),
        ("sqlmodel", ""),
        ("sqlmodel>=0.0.8", ""),
        ("sqlmodel==0.0.14", ""),
    ],
)  # fmt: skip
def test_other_packages_that_stand_in_the_way(line: str, says: str) -> None:
    found = advice("import fastapi\n", f"fastapi==0.95.2\npydantic==1.10.24\n{line}\n")
    told = [item.message for item in found.proposal.obstacles if item.message.startswith("sqlmodel")]
    assert told == ([says] if says else [])


def test_an_upgrade_leads_to_a_newer_release() -> None:
    with pytest.raises(NoUpgrade, match=r"which is newer than 0\.98\.0"):
        advice("import fastapi\n", OLD, to="0.98.0")
    assert advice("import fastapi\n", OLD, to="v0.165.0").proposal.after("fastapi") == "0.165.0"
