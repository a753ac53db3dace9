"""No text costs more than it may: what no person wrote is given up, said so, and everything else goes on."""

from __future__ import annotations

import time

import pytest

from fastdoctor.catalogue import load_rules
from fastdoctor.doctor import check_texts

SIZE = 1_000_000
MOST_SECONDS = 4.0
"""Of the processor, for all rules; half of it on a machine where bare Python starts in 17 ms."""
HEAD = "from fastapi import FastAPI\n\napp = FastAPI()\n"
REQUIREMENTS = "fastapi==0.120.0\nuvicorn==0.38.0\n"
GIVEN_UP = {
    "one long list": "x = [" + "1," * 500_000 + "]\n",
    "one long dict": "x = {" + ",".join(f"{number}:{number}" for number in range(80_000)) + "}\n",
    "one long sum": "x = " + " + ".join(["a"] * 250_000) + "\n",
    "one long condition": "x = " + " and ".join(["a"] * 150_000) + "\n",
    "one long comparison": "x = " + " < ".join(["a"] * 250_000) + "\n",
    "one long chain of calls": "x = a" + ".b()" * 200_000 + "\n",
    "one long f-string": 'x = f"' + "{a}" * 250_000 + '"\n',
    "nested brackets": "x = " + "[" * 10_000 + "]" * 10_000 + "\n",
    "nested calls": "x = " + "f(" * 100_000 + ")" * 100_000 + "\n",
    "nested lambdas": "x = " + "lambda: " * 100_000 + "1\n",
    "nested conditions": "x = " + "a if b else " * 80_000 + "c\n",
    "not not not": "x = " + "not " * 250_000 + "a\n",
    "minified": ";".join(f"a{number}=b{number}" for number in range(80_000)) + "\n",
    "decorators": "@d\n" * 200_000 + "def f():\n    pass\n",
    "branches": "if a:\n pass\n" + "elif b:\n pass\n" * 60_000,
    "classes": "class A: pass\n" * 70_000,
    "imports": "\n".join(f"import a{number}" for number in range(70_000)) + "\n",
    "an open text": '"""' + "a\n" * 300_000,
    "no Python": "def ( : ] ) = =\n" * 60_000,
}
DOUBLING = "".join(f"a{n} = a{n - 1} + a{n - 1}\n" for n in range(1, 60))
LOOPS = "x = 1\nfor i in range(10**9):\n    for j in range(10**9):\n        x = x * 10\nwhile True:\n    x += 1\n"
FAMILY = "class A0: pass\n" + "".join(f"class A{n}(A{n - 1}): pass\n" for n in range(1, 3_000))
FORTY_BASES = "".join(
    f"class A{n}({', '.join(f'A{m}' for m in range(n - 1, max(n - 40, -1), -1))}): pass\n" for n in range(200)
)
ALTERNATIVES = "import b\n" + "".join(f"x{n} = x{n - 1} if b.c{n} else {n}\n" for n in range(1, 2_000))
FOLLOWED = {
    "a list that doubles": "a0 = [1]\n" + DOUBLING,
    "a list that extends itself": "a = [1]\n" + "a.extend(a)\n" * 60 + "a += a\n" * 60,
    "a text that doubles": "a0 = 'x'\n" + DOUBLING,
    "an unproven text that doubles": "import b\na0 = f'{b.c}'\n" + DOUBLING,
    "huge constants": 'a = "x" * 10**10\nb = [a] * 10**9\nc = 10**10**10\nd = "%999999999d" % 1\n'
    'e = "{:999999999}".format(1)\nf = 1 << 10**10\ng = ("x" * 9999).replace("x", "y" * 9999)\n'
    f"h = {'9' * 500_000}\n",
    "huge loops": LOOPS,
    "a call of a call of a call": "def f(x):\n    return f(f(x)) + f(x)\n\n\ny = f(f(f(1)))\n",
    "a family of classes": FAMILY,
    "classes with many bases": FORTY_BASES,
    "alternatives of alternatives": ALTERNATIVES,
}


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.mark.parametrize("name", GIVEN_UP)
def test_given_up(rules, name):
    text = (HEAD + GIVEN_UP[name])[:SIZE]
    result = timed(rules, {"main.py": text, "other.py": HEAD, "requirements.txt": REQUIREMENTS})
    assert [note.path for note in result.not_evaluated] == ["main.py"]
    assert result.projects[0].applications[-1:] == ("other:app",)


@pytest.mark.parametrize("name", FOLLOWED)
def test_followed_as_far_as_it_goes(rules, name):
    text = FOLLOWED[name] + HEAD
    result = timed(rules, {"main.py": text, "requirements.txt": REQUIREMENTS})
    assert result.projects[0].applications == ("main:app",)


def timed(rules, files):
    start = time.process_time()
    result = check_texts(files, rules, ["ALL"])
    assert time.process_time() - start < MOST_SECONDS
    return result
