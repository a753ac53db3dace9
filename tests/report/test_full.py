"""What people see: frames, labels, other files, the summary; nothing that a scanned file can steer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from fastdoctor.finding import Finding, Location, Region
from fastdoctor.report.formats.full import render
from fastdoctor.report.presentation import Presentation
from tests.report.samples import BLOCKING, CORS, EMPTY, FULL, MISSING, RULES, WHOLE_FILE, at, result

PLAIN = Presentation()
QUIET = Presentation(quiet=True)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")


def test_a_finding_with_places_in_two_files() -> None:
    assert render(result(BLOCKING), RULES, QUIET) == (
        "error[blocking-call] [*]: blocking call `requests.get` in async path operation `read_user`\n"
        " --> app/main.py:4:19\n"
        "  |\n"
        "3 | async def read_user(id: int):\n"
        "  | ------------------- declared async here\n"
        '4 |     name = "日本"; r = requests.get(URL)  # blocks ␛[31m\n'
        "  |                        ^^^^^^^^^^^^^^^^^ blocks the event loop\n"
        "  |\n"
        " ::: app/d b é.py:1:1\n"
        "  |\n"
        "1 | def get_db():\n"
        "  | ------------ and its dependency is sync\n"
        "  |\n"
        "  = help: use `httpx.AsyncClient`, see [docs](x)\n"
    )


def test_a_range_over_several_lines_with_windows_line_ends() -> None:
    assert render(result(CORS), RULES, QUIET) == (
        "warning[wide-cors]: any website may read this API as its visitor\n"
        "  --> app/main.py:7:1\n"
        "   |\n"
        " 7 | app.add_middleware(\n"
        "   | ^^^^^^^^^^^^^^^^^^^\n"
        " 8 |     CORSMiddleware,\n"
        "   |     ^^^^^^^^^^^^^^^\n"
        " 9 |     allow_origins=['*'],\n"
        "   |     ^^^^^^^^^^^^^^^^^^^^\n"
        "10 | )\n"
        "   | ^\n"
        "   |\n"
    )


def test_a_missing_file_has_no_frame() -> None:
    assert render(result(MISSING), RULES, QUIET) == (
        "note[missing-thing]: `python-multipart` is not among the dependencies\n"
        " --> pyproject.toml:1:1\n"
        "  = no such file\n"
    )


def test_a_whole_file_is_shown_by_its_first_line() -> None:
    assert "1 | def get_db():\n  | ^\n" in render(result(WHOLE_FILE), RULES, QUIET)


def test_the_summary() -> None:
    assert render(FULL, RULES, PLAIN).endswith(
        "\nProject .: app.main:app: 14 routes; FastAPI 0.115.2 (uv.lock:3), Starlette unknown\n"
        "Read 2 files, 1 file not evaluated.\n"
        "  not evaluated: app/x␛[1m.py: not utf-8 text: byte 3\n"
        "Found 4 problems: 1 error, 1 warning, 2 notes. 2 suppressed. Fixes known: 1 safe (--fix)."
        " `fastdoctor explain ID` says why.\n"
    )
    assert render(EMPTY, RULES, PLAIN).endswith("No problems found. 2 suppressed.\n")
    assert render(EMPTY, RULES, QUIET) == ""


def test_statistics_and_files_replace_the_findings() -> None:
    assert render(FULL, RULES, Presentation(statistics=True, quiet=True)) == (
        "2  note     missing-thing\n1  error    blocking-call\n1  warning  wide-cors\n"
    )
    assert render(FULL, RULES, Presentation(show_files=True)) == "app/d b é.py\napp/main.py\n"


def test_plain_text_holds_no_escapes_and_colour_changes_nothing_else() -> None:
    plain = render(FULL, RULES, PLAIN)
    assert "\x1b" not in plain
    coloured = render(FULL, RULES, Presentation(colour=True, links=True, root=Path("/somewhere")))
    assert "\x1b[1;31m" in coloured
    assert "\x1b]8;;file:///somewhere/app/main.py\x1b\\app/main.py:4:19" in coloured
    assert ESCAPES.sub("", coloured) == plain


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x00", "\x7f", "\u2028", "\udc80"])
def test_nothing_in_a_file_reaches_the_terminal_raw(character: str) -> None:
    hostile = f"x{character}y"
    finding = Finding(hostile, at(hostile, 1, 1, 1, 3), hostile, hostile, severity="error", rule="blocking-call")
    shown = render(result(finding, texts={hostile: hostile}), RULES, Presentation(verbose=True))
    assert character not in shown
    assert shown.count("\n") == 12


def test_a_very_long_line_is_cut_around_the_mark() -> None:
    text = "x" * 100_000 + "MARK" + "y" * 100_000
    finding = replace(CORS, location=at("app/main.py", 1, 100_001, 1, 100_005), label="here")
    shown = render(result(finding, texts={"app/main.py": text}), RULES, QUIET).split("\n")
    assert max(map(len, shown)) < 200
    source, under = shown[3], shown[4]
    assert source[under.index("^") : under.rindex("^") + 1] == "MARK"
    assert source.startswith("1 | …")
    assert source.endswith("…")


def test_a_very_long_range_shows_its_ends() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 1001))
    finding = replace(CORS, location=at("app/main.py", 2, 1, 999, 5))
    shown = render(result(finding, texts={"app/main.py": text}), RULES, QUIET)
    assert "  2 | line 2\n" in shown
    assert "...\n" in shown
    assert "999 | line 999\n" in shown
    assert shown.count("\n") < 25


@pytest.mark.parametrize("region", [Region(90, 1, 91, 1), Region(1, 90, 1, 99), Region(3, 1, 3, 1), Region(1, 3, 1, 2)])
def test_a_region_outside_the_text_is_survived(region: Region) -> None:
    finding = replace(CORS, location=Location("app/main.py", region))
    assert f"app/main.py:{region.start_line}" in render(
        result(finding, texts={"app/main.py": "ab\n\n\n"}), RULES, QUIET
    )


def test_combining_characters_take_no_cell() -> None:
    finding = replace(CORS, location=at("app/main.py", 1, 3, 1, 4))
    shown = render(result(finding, texts={"app/main.py": "e\u0301X"}), RULES, QUIET)
    assert "1 | e\u0301X\n  |  ^\n" in shown
