"""From FastAPI 0.106 to 0.117 an upload is closed before the background task reads it.

defect = "fastapi>=0.106,<0.118"
environments = ["newest", "fastapi-0.121", "fastapi-0.117", "fastapi-0.109", "fastapi-0.105"]
"""

BAD = """
from fastapi import BackgroundTasks, FastAPI, UploadFile

app = FastAPI()
read = []


def store(file):
    read.append(file.file.read())


@app.post("/upload")
def upload(file: UploadFile, tasks: BackgroundTasks):
    tasks.add_task(store, file)
"""

GOOD = """
from fastapi import BackgroundTasks, FastAPI, UploadFile

app = FastAPI()
read = []


def store(content):
    read.append(content)


@app.post("/upload")
def upload(file: UploadFile, tasks: BackgroundTasks):
    tasks.add_task(store, file.file.read())
"""


def defect(program):
    from bench.program import raises

    with raises("ValueError", "I/O operation on closed file"):
        program.client(raise_server_exceptions=True).post("/upload", files={"file": b"x"})


def fine(program):
    program.client().post("/upload", files={"file": b"x"})
    assert program.load().read == [b"x"]
