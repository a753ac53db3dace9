"""What a requirements file asks for; pip's own parser is the judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.files.tree import Tree, read_tree
from fastdoctor.stack.manifests.requirements_text import read_requirements
from fastdoctor.stack.projects import group_of
from tests.stack.reading import marked, stack

TEXTS = {
    "plain": "fastapi\nFastAPI == 0.115.6\nuvicorn[standard]>=0.30,<1\npython_multipart~=0.0.9\n",
    "comments": "# a\nfastapi==0.115.6 # why\nhttpx #no space\n  # indented\n",
    "markers": 'fastapi; python_version >= "3.9"\nuvloop==0.21.0 ; sys_platform != "win32"\nx>=1;extra=="a"\n',
    "hashes": "fastapi==0.115.6 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nuvicorn==0.34.0 --hash=sha256:cc\n",
    "continued": "fast\\\napi==0.1\nuvicorn \\\n  # a comment\nhttpx\\\n\\\n>=0.2\n",
    "options": "-i https://packages.example.com/simple\n--extra-index-url=https://packages.example.com/x\n"
    "--no-binary :all:\n-f ./wheels\n--pre\nfastapi --config-settings=a=b\n",
    "addresses": "git+https://example.com/a/b.git@v1#egg=thing[x]\nthing2 @ https://example.com/thing2-1.0.zip\n"
    "https://example.com/thing3-1.2-py3-none-any.whl\n-e ./local\n-e git+ssh://git@example.com/a.git#egg=other\n./here\n"
    "t @ https://example.com/t-1.0-py3-none-any.whl; python_version > '3'\n",
    "parentheses": "fastapi (>=0.100)\nuvicorn(>=0.1,<2)\n",
    "wild": "fastapi==0.115.*\npydantic!=2.0.*,>=1.10\nx===1.0\n",
    "carriage": "fastapi==0.1\r\nuvicorn==0.2\r\n",
    "form feed": "fastapi==0.1\n\x0cuvicorn==0.2\n",
    "no end": "fastapi==0.1\\",
    "unicode": "fastapi==0.1\u2028uvicorn==0.2\n",
}


def pip_reads(folder: Path, name: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Name, specifier, extras and marker of every named requirement, as pip reads them."""
    from pip._internal.network.session import PipSession
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._internal.req.req_file import parse_requirements

    found = []
    for parsed in parse_requirements(str(folder / name), session=PipSession()):
        if parsed.is_editable or parsed.requirement.startswith((".", "git+", "https:")):
            continue
        installed = install_req_from_parsed_requirement(parsed)
        requirement = installed.req
        assert requirement is not None
        name_ = requirement.name.lower().replace("_", "-")
        found.append(
            (name_, str(requirement.specifier), tuple(sorted(requirement.extras)), str(installed.markers or ""))
        )
    return sorted(found)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pip's own
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_pip_reads_the_same(name: str, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_bytes(TEXTS[name].encode())
    (tmp_path / "local").mkdir()
    (tmp_path / "local/setup.py").write_text("")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/setup.py").write_text("")
    expected = pip_reads(tmp_path, "requirements.txt")
    read = read_requirements(read_tree(tmp_path), "requirements.txt")
    got = [
        (item.name, item.specifier, item.extras, item.marker)
        for item in read.requirements
        if item.name and not item.url.startswith(("git+", "https://example.com/thing3", "-e"))
    ]
    assert read.problems == ()
    assert sorted(got) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_marked_encodings(encoding: str) -> None:
    read = read_requirements(Tree.of({"requirements.txt": "fastapi==0.115.6\r\n".encode(encoding)}), "requirements.txt")
    assert [(item.name, item.specifier) for item in read.requirements] == [("fastapi", "==0.115.6")]


def test_included_files_and_constraints() -> None:
    files = {
        "requirements.txt": "-r requirements/base.txt\n-c constraints.txt\n--requirement=missing.txt\nuvicorn\n",
        "requirements/base.txt": "-r ../requirements.txt\nfastapi\n",
        "constraints.txt": "fastapi<0.116\n",
    }
    read = read_requirements(Tree.of(files), "requirements.txt")
    assert [(item.name, item.specifier, item.constraint, item.location.path) for item in read.requirements] == [
        ("fastapi", "", False, "requirements/base.txt"),
        ("fastapi", "<0.116", True, "constraints.txt"),
        ("uvicorn", "", False, "requirements.txt"),
    ]
    assert [problem.message for problem in read.problems] == ["includes `missing.txt`, which is not there"]
    assert read.files == ("requirements.txt", "requirements/base.txt", "constraints.txt")


def test_every_requirement_marks_its_own_text() -> None:
    text = "# é\n  fastapi==0.1 # why\nuvicorn \\\n  >=0.3\n"
    read = read_requirements(Tree.of({"requirements.txt": text}), "requirements.txt")
    assert [marked(text, item.location) for item in read.requirements] == ["fastapi==0.1", "uvicorn \\\n  >=0.3"]


def test_what_is_no_requirement_is_told_at_its_line() -> None:
    text = "fastapi==0.1\nthis is nothing\nuvicorn=>0.3\n"
    read = read_requirements(Tree.of({"requirements.txt": text}), "requirements.txt")
    assert [(problem.message, problem.location.region.start_line) for problem in read.problems] == [
        ("`this is nothing` is no requirement", 2),
        ("`uvicorn=>0.3` is no requirement", 3),
    ]
    assert [item.name for item in read.requirements] == ["fastapi"]


@pytest.mark.parametrize(
    ("path", "group"),
    [
        ("requirements.txt", ""),
        ("requirements-dev.txt", "dev"),
        ("dev-requirements.in", "dev"),
        ("requirements_test.txt", "test"),
        ("requirements/base.txt", ""),
        ("requirements/prod.txt", ""),
        ("requirements/dev.txt", "dev"),
        ("docs/requirements.txt", "docs"),
        ("requirements-py311.txt", ""),
    ],
)
def test_the_group_that_a_file_stands_for(path: str, group: str) -> None:
    assert group_of(path) == group


def test_lines_that_start_like_an_option_and_are_none() -> None:
    text = "--pre\n-i https://packages.example.com\n--no-binary=:all:\n--allow-external psycopg2\n- a remark\nfastapi\n"
    found = stack({"requirements.txt": text})
    assert [(problem.location.region.start_line, problem.message) for problem in found.problems] == [
        (4, "`--allow-external` is no option of pip"),
        (5, "`-` is no option of pip"),
    ]
    assert [item.name for item in found.requirements] == ["fastapi"]
