"""The formats for other programs are what those programs read, whatever the findings and names hold."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
from markdown_it import MarkdownIt

from fastdoctor.finding import Finding
from fastdoctor.report.formats import agent, checkstyle, gitlab, junit, markdown, rdjson
from fastdoctor.report.presentation import Presentation
from tests.report.samples import BASELINE, BLOCKING, CORS, EMPTY, FULL, MAIN, RULES, at, result

HOSTILE = Finding(
    'a | b `c` <script>alert(1)</script> ]]> & "q" \x1b[31m\n::error::x @user #1 [x](http://a.example) \ufffe\u202e',
    at("app/a|b\n<i>.py", 1, 1, 1, 1),
    severity="error",
    rule="blocking-call",
)
SAMPLES = {"full": FULL, "empty": EMPTY, "baseline": BASELINE, "hostile": result(HOSTILE, CORS, BLOCKING)}
EVERY = pytest.mark.parametrize("name", SAMPLES)
PLAIN = Presentation()


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        json.loads((Path(__file__).parent / f"{name}.schema.json").read_text("utf-8"))
    )


@EVERY
def test_gitlab(name: str) -> None:
    entries = json.loads(gitlab.render(SAMPLES[name], RULES, PLAIN))
    validator("gitlab").validate(entries)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == len(SAMPLES[name].findings)


@EVERY
def test_rdjson(name: str) -> None:
    value = json.loads(rdjson.render(SAMPLES[name], RULES, PLAIN))
    validator("rdjson").validate(value)
    assert len(value["diagnostics"]) == len(SAMPLES[name].findings)


def test_rdjson_counts_bytes_and_suggests_the_fix() -> None:
    (one,) = json.loads(rdjson.render(result(BLOCKING), RULES, PLAIN))["diagnostics"]
    line = MAIN.split("\n")[3].encode()
    found = one["location"]["range"]
    assert line[found["start"]["column"] - 1 : found["end"]["column"] - 1].decode() == "requests.get(URL)"
    assert [edit["text"] for edit in one["suggestions"]] == ["", "# x\n"]


@EVERY
def test_junit(name: str) -> None:
    suites = junitparser.JUnitXml.fromstring(junit.render(SAMPLES[name], RULES, PLAIN).encode())
    cases = [case for suite in suites for case in suite]
    failures = [outcome for case in cases for outcome in case.result]
    assert len(failures) == len(SAMPLES[name].findings) == suites.failures
    assert len(cases) == suites.tests == max(1, len(failures))
    assert all(isinstance(failure, junitparser.Failure) and failure.message for failure in failures)


@EVERY
def test_checkstyle(name: str) -> None:
    root = ElementTree.fromstring(checkstyle.render(SAMPLES[name], RULES, PLAIN))
    assert (root.tag, root.get("version")) == ("checkstyle", "4.3")
    errors = root.findall("./file/error")
    assert len(errors) == len(SAMPLES[name].findings)
    assert {error.get("severity") for error in errors} <= {"error", "warning", "info"}
    assert all(
        int(error.get("line", "0")) > 0 and error.get("source", "").startswith("fastdoctor.") for error in errors
    )


@EVERY
def test_markdown(name: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(SAMPLES[name], RULES, PLAIN))
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == (len(SAMPLES[name].findings) + 1 if SAMPLES[name].findings else 0)
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in inner if child.type == "html_inline"} <= {"<br>"}
    links = {str(child.attrs["href"]) for child in inner if child.type == "link_open"}
    assert all("/rules/" in link for link in links)


def test_markdown_shows_the_text_itself() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.render(result(HOSTILE), RULES, PLAIN))
    shown = "".join(child.content for token in tokens for child in token.children or ())
    assert 'a | b `c` <script>alert(1)</script> ]]> & "q"' in shown
    assert "@user #1 [x](http://a.example)" in shown


def test_markdown_fits_a_step_summary() -> None:
    many = [at("app/main.py", line, 1, line, 2) for line in range(1, 20_000)]
    page = markdown.render(result(*(Finding("x" * 60, place, rule="wide-cors") for place in many)), RULES, PLAIN)
    assert len(page.encode()) < 1024 * 1024
    assert page.endswith(" problems more.\n")


@EVERY
def test_agent(name: str) -> None:
    lines = agent.render(SAMPLES[name], RULES, PLAIN).splitlines()
    findings = [line for line in lines if "[" in line and ("error[" in line or "warning[" in line or "note[" in line)]
    assert len(findings) == len(SAMPLES[name].findings)
    assert "problem" in lines[-1]
    assert all(character.isprintable() for line in lines for character in line)


def test_agent_says_what_to_run() -> None:
    assert (
        agent.render(FULL, RULES, PLAIN).splitlines()[-1].startswith("4 problems, 1 fixable: fastdoctor check --fix.")
    )


def test_agent_is_never_silent() -> None:
    assert agent.render(EMPTY, RULES, PLAIN).endswith("0 problems in 2 files.\n")
