"""Crowds that a server has to bear while others are measured, in a process of their own; ended with their standard input.

    crowds.py logins PORT RATE     so many attempts to log in a second, of nobody, from several addresses
    crowds.py slow PORT COUNT      so many connections that begin a head and send a byte of it now and then; those that are ended come again
"""

import asyncio
import collections
import contextlib
import json
import resource
import sys

PER_ADDRESS = 400
ADDRESSES = 40
DRIP_S = 2
STEP_S = 0.02


async def until_input_ends():
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)


async def attempt(port, number, statuses):
    body = json.dumps({"account": f"nobody-{number}", "password": "Qingshan-Lvshui-2041"}).encode()
    head = f"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(f"127.6.{number % ADDRESSES}.1", 0))
        writer.write(head.encode() + body)
        statuses[(await reader.read(16))[9:12].decode() or "none"] += 1
        writer.close()
    except OSError:
        statuses["refused"] += 1


async def logins(port, rate):
    statuses, tasks, loop = collections.Counter(), set(), asyncio.get_running_loop()
    ended = asyncio.ensure_future(until_input_ends())
    begin, sent = loop.time(), 0
    print("ready", flush=True)
    while not ended.done():
        while sent < (loop.time() - begin) * rate:
            task = asyncio.ensure_future(attempt(port, sent, statuses))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            sent += 1
        await asyncio.sleep(STEP_S)
    print(json.dumps({"per_second": round(sent / (loop.time() - begin)), "statuses": statuses}), flush=True)
    for task in tasks:
        task.cancel()


async def crawl(port, number, counts):
    """One slow connection after another."""
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(f"127.7.{number // PER_ADDRESS}.1", 0))
            counts["opened"] += 1
            writer.write(b"GET /api/v1/tiles HTTP/1.1\r\nX-Slow: ")
            while not writer.is_closing():
                await asyncio.sleep(DRIP_S)
                writer.write(b"a")
                await writer.drain()
        await asyncio.sleep(DRIP_S)


async def slow(port, count):
    counts = collections.Counter()
    tasks = [asyncio.ensure_future(crawl(port, number, counts)) for number in range(count)]
    while counts["opened"] < count:
        await asyncio.sleep(STEP_S)
    print("ready", flush=True)
    await until_input_ends()
    print(json.dumps({"opened": counts["opened"]}), flush=True)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    what, where, how_many = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    asyncio.run({"logins": logins, "slow": slow}[what](where, how_many))
