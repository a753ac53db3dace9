"""The event loop keeps only a weak reference to a task: one that nobody else holds may vanish half way.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
import asyncio
import gc

done = []


async def work():
    await asyncio.get_running_loop().create_future()


async def main():
    finished = []
    asyncio.create_task(work()).add_done_callback(finished.append)
    await asyncio.sleep(0)
    gc.collect()
    return len(asyncio.all_tasks())


def run():
    return asyncio.run(main())
"""

GOOD = """
import asyncio
import gc

tasks = set()


async def work():
    await asyncio.get_running_loop().create_future()


async def main():
    task = asyncio.create_task(work())
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    await asyncio.sleep(0)
    gc.collect()
    return len(asyncio.all_tasks())


def run():
    return asyncio.run(main())
"""


def defect(program):
    assert program.load().run() == 1


def fine(program):
    assert program.load().run() == 2
