"""SARIF that GitHub takes: valid by schema, by the multitool and by our own invariants."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from fastdoctor.finding import Finding
from fastdoctor.report.fingerprint import line_hashes
from fastdoctor.report.formats import sarif
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from tests.report.multitool import install, remarks
from tests.report.samples import BASELINE, BLOCKING, CORS, EMPTY, FULL, MAIN, RULES, at, result
from tests.report.sarif_invariants import problems

SAMPLES = {"full": FULL, "empty": EMPTY, "baseline": BASELINE}


def log(sample: Result) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(sarif.render(sample, RULES, Presentation()))
    return value


@pytest.fixture(scope="session")
def multitool(request: pytest.FixtureRequest) -> Path:
    return install(Path(request.config.cache.mkdir("multitool")))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_schema(name: str, multitool: Path) -> None:
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text("utf-8-sig"))
    validator = jsonschema.Draft7Validator(schema)
    value = log(SAMPLES[name])
    validator.validate(value)
    value["runs"][0]["columnKind"] = "bogus"
    assert not validator.is_valid(value)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_multitool(name: str, multitool: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    file.write_text(sarif.render(SAMPLES[name], RULES, Presentation()), "utf-8")
    assert remarks(multitool, file) == []


def test_the_multitool_would_say_so(multitool: Path, tmp_path: Path) -> None:
    value = log(FULL)
    value["runs"][0]["results"][0]["ruleIndex"] = 99
    file = tmp_path / "report.sarif"
    file.write_text(json.dumps(value), "utf-8")
    assert remarks(multitool, file) != []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_invariants(name: str) -> None:
    assert problems(log(SAMPLES[name]), SAMPLES[name].texts) == []


Change = Callable[[dict[str, Any]], object]


def first(run: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(result for result in run["results"] if result["ruleId"] == "blocking-call")
    return found


def place(run: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = first(run)["locations"][0]["physicalLocation"]
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda run: first(run).update(ruleIndex=1),
        lambda run: first(run).update(suppressions=[]),
        lambda run: first(run).update(partialFingerprints={}),
        lambda run: first(run).update(message={"text": "x."}),
        lambda run: place(run)["artifactLocation"].update(uri="./app/main.py"),
        lambda run: place(run)["artifactLocation"].update(uri="app/../app/main.py"),
        lambda run: place(run)["artifactLocation"].update(uriBaseId="ROOT"),
        lambda run: place(run)["region"].update(endColumn=400),
        lambda run: place(run)["region"].update(endLine=3),
        lambda run: run["tool"]["driver"]["rules"][3]["properties"].update({"security-severity": 8}),
        lambda run: run["tool"]["driver"]["rules"][0]["properties"].update({"security-severity": "8.0"}),
        lambda run: run["tool"]["driver"]["rules"][0]["properties"].update(tags=[str(n) for n in range(11)]),
        lambda run: run["tool"]["driver"]["rules"][0]["shortDescription"].update(text="x" * 1025),
        lambda run: run.update(automationDetails={"id": "x/"}),
    ],
)
def test_each_invariant_notices(change: Change) -> None:
    value = log(FULL)
    change(value["runs"][0])
    assert problems(value, FULL.texts) != []


def test_related_places_are_linked_in_the_message() -> None:
    (found,) = log(result(BLOCKING))["runs"][0]["results"]
    assert found["message"]["text"] == (
        "blocking call `requests.get` in async path operation `read_user`. use `httpx.AsyncClient`, see [docs\\](x)."
        " See [declared async here](1), [and its dependency is sync](2)."
    )
    assert found["relatedLocations"][1]["physicalLocation"]["artifactLocation"]["uri"] == "app/d%20b%20%C3%A9.py"


def test_the_region_and_its_surroundings() -> None:
    (found,) = log(result(BLOCKING))["runs"][0]["results"]
    where = found["locations"][0]["physicalLocation"]
    assert where["region"]["snippet"]["text"] == "requests.get(URL)"
    assert (where["contextRegion"]["startLine"], where["contextRegion"]["endLine"]) == (3, 5)


def test_a_security_rule_says_so() -> None:
    rules = {rule["id"]: rule for rule in log(FULL)["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["wide-cors"]["properties"]["security-severity"] == "8.0"
    assert "external/cwe/cwe-942" in rules["wide-cors"]["properties"]["tags"]
    assert "security-severity" not in rules["blocking-call"]["properties"]


def test_the_hash_of_github_is_left_out_where_ours_could_differ() -> None:
    def partial(sample: Result) -> dict[str, str]:
        found: dict[str, str] = log(sample)["runs"][0]["results"][0]["partialFingerprints"]
        return found

    assert partial(result(BLOCKING))["primaryLocationLineHash"] == line_hashes(MAIN)[3]
    recoded = replace(result(BLOCKING), recoded=frozenset({"app/main.py"}))
    assert list(partial(recoded)) == ["fastdoctor/v1"]
    lone_return = result(BLOCKING, texts={"app/main.py": MAIN + "\r"})
    assert list(partial(lone_return)) == ["fastdoctor/v1"]


def test_a_name_of_any_bytes_is_a_uri() -> None:
    odd = replace(CORS, location=at("a b\udc80%?#.py", 1, 1, 1, 2))
    sample = result(odd, texts={"a b\udc80%?#.py": "xy"})
    assert problems(log(sample), sample.texts) == []


def test_no_more_results_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = log(FULL)["runs"][0]
    assert [found["level"] for found in run["results"]] == ["error", "warning"]
    assert "2 results" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_the_fix_applies() -> None:
    (found,) = log(result(BLOCKING))["runs"][0]["results"]
    (change,) = found["fixes"][0]["artifactChanges"]
    lines = MAIN.split("\n")
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        line = lines[region["startLine"] - 1]
        inserted = replacement.get("insertedContent", {"text": ""})["text"]
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + inserted + line[region["endColumn"] - 1 :]
    assert "\n".join(lines).split("\n")[2:4] == ["# x", "def read_user(id: int):"]


def test_findings_are_complete() -> None:
    findings: tuple[Finding, ...] = FULL.findings
    assert len(log(FULL)["runs"][0]["results"]) == len(findings)


def test_results_say_what_the_baseline_knows() -> None:
    states = {one["ruleId"]: one["baselineState"] for one in log(BASELINE)["runs"][0]["results"]}
    assert states == {"blocking-call": "new", "wide-cors": "unchanged", "missing-thing": "unchanged"}
    notes = log(BASELINE)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notes[-1] == {
        "level": "note",
        "message": {"text": "Fixed since the baseline: wide-cors in app/d b é.py."},
    }
    assert not any("baselineState" in one for one in log(FULL)["runs"][0]["results"])
