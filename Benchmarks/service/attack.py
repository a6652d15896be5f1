"""Two attacks with a key that may only read, and what others notice of them.

attack.py bodies ADDRESS READ_KEY RUN_KEY    16 bodies of /v1/validate that come at 300 bytes a second, while another
                                             owner submits 27 runs
attack.py reports ADDRESS READ_KEY RUN       150 clients that download a run's report again and again, while somebody
                                             asks whether the service lives
"""

import asyncio
import sys
import time
from urllib.parse import urlsplit

SECONDS = 10
SCENARIO = open(__file__.rsplit("/", 1)[0] + "/small.yaml", "rb").read()


async def send(url, method, path, key=None, body=b""):
    """The status of an answer, its length and its seconds."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection(url.hostname, url.port, limit=1 << 20)
    key = f"X-Api-Key: {key}\r\n" if key else ""
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: {url.netloc}\r\n{key}Connection: close\r\n"
                 f"Content-Type: application/yaml\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    answer = await reader.read(-1)
    writer.close()
    return int(answer.split(b" ", 2)[1]), len(answer), time.monotonic() - start


async def drip(url, key, declared):
    """A body that hardly comes, until the service has enough of it; the seconds that took."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    writer.write(f"POST /v1/validate HTTP/1.1\r\nHost: {url.netloc}\r\nX-Api-Key: {key}\r\n"
                 f"Content-Type: application/yaml\r\nContent-Length: {declared}\r\n\r\n".encode())
    try:
        while not reader.at_eof():
            writer.write(b"#" * 300)
            await writer.drain()
            try:
                await asyncio.wait_for(reader.read(1), 1)
                break
            except asyncio.TimeoutError:
                pass
    except ConnectionError:
        pass
    writer.close()
    return time.monotonic() - start


async def bodies(url, read_key, run_key):
    dripping = [asyncio.create_task(drip(url, read_key, 4 << 20)) for _ in range(16)]
    await asyncio.sleep(2)
    answers = []
    for seed in range(27):
        answers.append(await send(
            url, "POST", f"/v1/runs?seed={seed + 1}&paths=64", run_key, SCENARIO + b"#" * 200_000))
    statuses = [status for status, _, _ in answers]
    ages = await asyncio.gather(*dripping)
    print(f"measured: {statuses.count(202)} of 27 submissions accepted, slowest "
          f"{max(seconds for _, _, seconds in answers) * 1e3:.0f} ms; slow bodies were given up "
          f"after {min(ages):.0f} to {max(ages):.0f} s")


async def live(url):
    end = time.monotonic() + SECONDS
    lives = []
    while time.monotonic() < end:
        lives.append((await send(url, "GET", "/health/live"))[2])
        await asyncio.sleep(0.02)
    lives.sort()
    print(f"measured: /health/live p50 {lives[len(lives) // 2] * 1e3:.1f} ms, "
          f"p99 {lives[len(lives) * 99 // 100] * 1e3:.1f} ms, max {lives[-1] * 1e3:.1f} ms of {len(lives)}")


async def reports(url, key, run):
    end = time.monotonic() + SECONDS
    got = []

    async def download():
        while time.monotonic() < end:
            got.append(await send(url, "GET", f"/v1/runs/{run}/report", key))

    await send(url, "GET", f"/v1/runs/{run}/report", key)
    # A process of its own: here 150 clients would keep it waiting, not the service.
    asker = await asyncio.create_subprocess_exec(sys.executable, __file__, "live", url.geturl())
    await asyncio.gather(*[download() for _ in range(150)])
    await asker.wait()
    statuses = sorted({status for status, _, _ in got})
    print(f"measured: {len(got)} reports by 150 clients in {SECONDS} s (statuses {statuses})")


url = urlsplit(sys.argv[2])
asyncio.run({"bodies": bodies, "live": live, "reports": reports}[sys.argv[1]](url, *sys.argv[3:]))
