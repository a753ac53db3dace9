"""FastAPI since 0.126 does not import with Pydantic 1 (0.100 to 0.125 run with both).

defect = "fastapi>=0.126; pydantic<2"
environments = ["newest", "newest-with-pydantic-1", "fastapi-0.125-pydantic-1", "fastapi-0.115"]
good = "pydantic>=2"
"""

BAD = {
    "requirements.txt": "fastapi==0.165.0\npydantic==1.10.24\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
}

GOOD = {
    "requirements.txt": "fastapi==0.165.0\npydantic==2.14.3\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
}


def defect(program):
    done = program.run("python", "main.py")
    assert done.returncode == 1
    assert "ImportError" in done.stdout, done.stdout


def fine(program):
    assert program.run("python", "main.py").returncode == 0
