"""FastAPI before 0.100 does not import with Pydantic 2.

defect = "fastapi<0.100; pydantic>=2"
environments = ["newest", "fastapi-0.99-with-pydantic-2", "fastapi-0.99-pydantic-1"]
good = "fastapi>=0.100"
"""

BAD = {
    "requirements.txt": "fastapi==0.99.1\npydantic==2.11.10\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
}

GOOD = {
    "requirements.txt": "fastapi==0.165.0\npydantic==2.14.3\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
}


def defect(program):
    done = program.run("python", "main.py")
    assert done.returncode == 1
    assert "cannot import name 'Undefined' from 'pydantic.fields'" in done.stdout, done.stdout


def fine(program):
    assert program.run("python", "main.py").returncode == 0
