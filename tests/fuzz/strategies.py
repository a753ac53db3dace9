"""Which texts are tried: any bytes, pieces of a language in any order, and real texts that something happened to."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.fuzz.seeds import Files, projects, texts

HOSTILE = (
    "\x00", "\x1b[31m", "\x1b]8;;http://a.example\x07", "\r", "\n", "\r\n", "\x85", "\u2028", "\u202e", "\u2066",
    "\ufeff",
    "\x7f", "\x9b31m", "\ud800", "\udcff", "\U0010ffff", "\ufffe", "::error::x", "##[group]", "%0A", "%",
    "<script>alert(1)</script>",
    "]]>", "<!--", "&lt;", "`", "```", "|", "[a](javascript:x)", "@user", '"', "'", "\\", "$(", "${", "{{", "}}",
    "{%", "*a",
    "&a", "<<: *a", "!!python/object/apply:os.system", "#", "# fastdoctor: ignore[", "../", "..", "/etc/passwd", "~",
    "-r ../../x", "file:///etc/passwd", "9" * 5_000, "1e999999", "0x", "nan", "(", "[", "{", "(" * 60, "[" * 300,
    "{" * 300, '"""', "'''", "\t", "\f", "\v", "é", "日本", "a" * 3_000,
)  # fmt: skip
"""What breaks programs."""
PIECES = (
    "from fastapi import FastAPI, APIRouter, Depends\n", "import fastapi\n", "from . import a\n",
    "from main import *\n",
    "import a.b as c\n", "app = FastAPI()\n", "app = app\n", "router = APIRouter(prefix='/a')\n", "app.include_router(",
    "router)\n", "@app.get('/x/{y}')\n", "async def f(y: int = Depends(f)):\n", "    return f(y)\n",
    "def g(*a, **k):\n",
    "    yield a\n", "class A(A):\n", "    x: 'A' = A()\n", "for i in range(10):\n", "    app = [app] * 2\n", "if a:\n",
    "else:\n", "try:\n", "except* E as e:\n", "while True:\n", "    break\n", "with a as b:\n", "match x:\n",
    "    case {'a': [*b]}:\n", "lambda: ", "x = ", "x += x\n", "f'{x!r:{x}}'", "del x\n", "global app\n",
    "type X = list[X]\n",
    "async with a: pass\n", "(a := b)", "[x for x in x if x]", "@f\n", "*a, b = c\n", "print(", ")\n", "    pass\n",
    "~x\n",
    "__all__ = ['a']\n", "__getattr__ = f\n", "return\n", "a.b.c()\n", "setattr(app, 'x', f)\n", "exec('app')\n",
    "[project]\n", "dependencies = ['fastapi']\n", "[[package]]\n", "name = 'fastapi'\n", "version = '1'\n",
    "[tool.fastdoctor]\n", "select = ['ALL']\n", "a.b.c = 1\n", "[a.b]\n", "x = { y = [1, 2, {}] }\n",
    "d = 1979-05-27\n",
    "services:\n", "  web:\n", "    command: uvicorn a:b\n", "- a\n", "? b\n", ": c\n", "a: |\n", "  b\n", "a: >-\n",
    "&a [*a]\n", "---\n", "...\n", "%YAML 1.1\n", "kind: Deployment\n", "FROM python\n", "RUN pip install a\n",
    "CMD [\"a\"]\n",
    "ENTRYPOINT uvicorn a:b\n", "ARG A=b\n", "ENV A b\n", "RUN <<A <<-B\n", "A\n", "B\n", "COPY a b\n", "USER a\n",
    "\\\n",
    "-r requirements.txt\n", "-c x\n", "-e .\n", "fastapi==0.115.6\n",
    "uvicorn[standard]>=0.1,<2; python_version<'3'\n",
    "--index-url x\n", "a @ https://x.example/a.whl\n", "exec uvicorn main:app ", "--reload ", "--workers $N ",
    "&& ", "|| ",
    "; ", "case $a in b) c;; esac\n", "if true; then ", "fi\n", "{ ", "}\n", "$(a `b`) ", "<<E\n", "E\n",
    "sh -c 'uvicorn a:b'\n",
    "server {\n", "location / { proxy_pass http://a; }\n", "{{ .Values.a }}\n", "${{ a }}\n",
    "# fastdoctor: ignore[a, b] c\n",
    "# fastdoctor: ignore-file[x]\n", "#fastdoctor:ignore\n",
)  # fmt: skip
"""Pieces of the languages that are read."""


def encoded(text: str) -> bytes:
    """A text as a file has it; what is no text stays no text."""
    return text.encode("utf-8", "surrogatepass")


hostile_bytes = st.sampled_from([encoded(text) for text in HOSTILE])
piece_bytes = st.sampled_from([encoded(text) for text in PIECES])
written = st.lists(piece_bytes | hostile_bytes | st.sampled_from([b"    ", b"\n", b" ", b", "]), max_size=40).map(
    b"".join
)
position = st.integers(0, 10_000)
change = st.tuples(
    st.sampled_from(["cut", "drop", "repeat", "insert", "swap", "byte", "many"]),
    position,
    position,
    st.one_of(hostile_bytes, piece_bytes, st.binary(max_size=6)),
)


def changed(content: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    """A text that things happened to; places count in ten-thousandths of it."""
    for kind, first, second, piece in changes:
        start, end = sorted((len(content) * first // 10_000, len(content) * second // 10_000))
        end = min(end, start + 400)
        if kind == "cut":
            content = content[:start]
        elif kind == "drop":
            content = content[:start] + content[end:]
        elif kind == "repeat":
            content = content[:end] + content[start:end] * 3 + content[end:]
        elif kind == "insert":
            content = content[:start] + piece + content[start:]
        elif kind == "swap":
            content = content[:start] + content[end:] + content[start:end]
        elif kind == "byte":
            content = content[:start] + piece[:1] + content[start + 1 :]
        else:
            content = content[:start] + piece * (1 + second % 60) + content[start:]
        content = content[:60_000]
    return content


def mutated(seeds: tuple[bytes, ...]) -> SearchStrategy[bytes]:
    """Real texts that a few things happened to."""
    return st.builds(changed, st.sampled_from(seeds), st.lists(change, min_size=1, max_size=5))


def content(name: str) -> SearchStrategy[bytes]:
    """Contents of a file of that name."""
    seeds = texts().get(name) or texts()["main.py"]
    any_bytes = st.binary(max_size=300)
    marked = st.builds(
        bytes.__add__, st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"# coding: x\n"]), any_bytes
    )
    return st.one_of(mutated(seeds), mutated(seeds), written, any_bytes, marked)


@st.composite
def named_files(draw: st.DrawFn) -> Files:
    """One file of a kind that is read, beside a module that makes the folder a project."""
    name = draw(st.sampled_from(sorted(texts())))
    return {"main.py": b"import fastapi\n", "other.txt": b"-r requirements.txt\nx\n", name: draw(content(name))}


@st.composite
def hurt_projects(draw: st.DrawFn) -> Files:
    """A real project in which some files were changed or lost, and files of other projects came along."""
    files = dict(draw(st.sampled_from(projects())))
    for path in draw(st.lists(st.sampled_from(sorted(files)), max_size=3, unique=True)):
        files[path] = changed(files[path], draw(st.lists(change, min_size=1, max_size=4)))
    for path in draw(st.lists(st.sampled_from(sorted(texts())), max_size=2, unique=True)):
        files[path] = draw(content(path))
    return files


@st.composite
def invented_projects(draw: st.DrawFn) -> Files:
    """Modules that import one another, of pieces of Python."""
    python = st.sampled_from([encoded(piece) for piece in PIECES[:56]])
    names = ["main.py", "a/__init__.py", "a/b.py", "b.py", "a.py", "routers/x.py", "requirements.txt", "fastapi.py"]
    files = {"main.py": b"from fastapi import FastAPI\n"}
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True)):
        lines = draw(st.lists(python, max_size=25))
        files[name] = b"from fastapi import *\n" * draw(st.integers(0, 1)) + b"".join(lines)
    return files


any_text = st.text(max_size=40) | st.sampled_from(HOSTILE)
_long = st.sampled_from(["x/" * 32_768, "a" * 65_536])
hostile_texts = st.integers(0, 40).flatmap(lambda n: _long if n == 0 else st.lists(any_text, max_size=4).map("".join))
