"""Opens many streams of events on one run and counts the checkpoints that each of them got."""

import asyncio
import json
import sys
import time
from urllib.parse import urlsplit


async def watch(host, port, path):
    """The checkpoints of one stream, and whether it came to the run's end."""
    reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    status = (await reader.readline()).decode().strip()
    seen, name, number, ended, late = [], None, None, False, []
    while line := await reader.readline():
        text = line.decode().rstrip("\r\n")
        if text.startswith("event: "):
            name, number = text[7:], None
        elif text.startswith("id: "):
            number = text[4:]
        elif text.startswith("data: ") and name == "checkpoint":
            seen.append(int(number))
            late.append(time.monotonic())
        elif text.startswith("data: ") and name == "run" and number == "end":
            ended = True
            final = json.loads(text[6:])
            break
    writer.close()
    return status, seen, ended, late, final if ended else None


async def main(address, run, streams):
    url = urlsplit(address)
    path = f"/v1/runs/{run}/events"
    results = await asyncio.gather(
        *[watch(url.hostname, url.port, path) for _ in range(streams)])
    refused = sum(1 for status, *_ in results if " 200 " not in status + " ")
    ended = sum(1 for _, _, done, _, _ in results if done)
    last = max((seen[-1] for _, seen, *_ in results if seen), default=0)
    missing = sum(last - len(set(seen)) for _, seen, *_ in results)
    doubled = sum(len(seen) - len(set(seen)) for _, seen, *_ in results)
    arrivals = {}
    for _, seen, _, late, _ in results:
        for chunk, at in zip(seen, late):
            arrivals.setdefault(chunk, []).append(at)
    spread = sorted(max(at) - min(at) for at in list(arrivals.values())[1:])
    print(f"measured: {streams} streams, {refused} refused, {ended} came to the end, "
          f"{last} checkpoints each, {missing} missing, {doubled} doubled; first to last stream "
          f"{spread[len(spread) // 2] * 1e3:.0f} ms (median), {spread[-1] * 1e3:.0f} ms (worst)")


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
