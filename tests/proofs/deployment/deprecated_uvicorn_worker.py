"""`uvicorn.workers` warns since uvicorn 0.30: the package uvicorn-worker replaces it.

defect = "uvicorn>=0.30"
environments = ["newest", "uvicorn-0.29"]
good = "uvicorn-worker"
"""

BAD = """
import uvicorn.workers

worker = uvicorn.workers.UvicornWorker
"""

GOOD = """
import uvicorn_worker

worker = uvicorn_worker.UvicornWorker
"""


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        assert program.load().worker
    return [text for text in texts if "uvicorn.workers" in text]


def defect(program):
    assert any(text.startswith("DeprecationWarning") for text in warnings(program))


def fine(program):
    assert not warnings(program)
