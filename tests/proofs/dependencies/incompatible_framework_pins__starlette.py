"""FastAPI up to 0.128.2 calls Starlette with arguments that Starlette 1.0 removed.

defect = "fastapi<0.128.3; starlette>=1"
environments = ["newest", "fastapi-0.127-with-starlette-1", "fastapi-0.127"]
good = "fastapi>=0.133"
"""

BAD = {
    "requirements.txt": "fastapi==0.127.1\nstarlette==1.0.0\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
}

GOOD = {
    "requirements.txt": "fastapi==0.165.0\nstarlette==1.10.0\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n",
}


def defect(program):
    done = program.run("python", "main.py")
    assert done.returncode == 1
    assert "unexpected keyword argument 'on_startup'" in done.stdout, done.stdout


def fine(program):
    assert program.run("python", "main.py").returncode == 0
