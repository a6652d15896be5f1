"""Server-sent events of a run over as many connections as it takes."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import Any, Dict, Iterator, Optional

from .errors import ServiceError
from .transport import LOST, Transport

# The service sends a comment every 15 s: after three times that the connection is dead.
_SILENCE_SECONDS = 45.0

_FINAL = ("succeeded", "failed", "cancelled")

#: The events that are told, and what each says at least.
_KEYS = {"run": ("id", "state"), "checkpoint": ("chunk",), "progress": ("pathsDone",)}


@dataclass(frozen=True)
class Event:
    """Something that happened to a run.

    kind: "run" (data is the run's status), "checkpoint" (chunk, pathsDone, seconds, estimates) or
        "progress" (pathsDone, pathsPerSecond, secondsLeft).
    """

    kind: str
    data: Dict[str, Any]
    id: Optional[str] = None

    @property
    def is_end(self) -> bool:
        """Whether the run has ended."""
        return self.kind == "run" and self.data.get("state") in _FINAL


def watch(transport: Transport, path: str, timeout: Optional[float] = None) -> Iterator[Event]:
    """The events until the run's end, each checkpoint once, also across lost connections.

    Raises TimeoutError where the run has not ended after timeout seconds.
    """
    deadline = None if timeout is None else time.monotonic() + timeout
    last_id: Optional[str] = None
    failures = 0
    while True:
        lost: Optional[BaseException] = None
        try:
            for event in _once(transport, path, last_id, deadline):
                failures = 0
                last_id = event.id or last_id
                yield event
                if event.is_end:
                    return
        except _Ended:
            return
        except LOST as error:
            if isinstance(error, _DeadlinePassed):
                raise TimeoutError(f"the run has not ended after {timeout:g} s") from None
            lost = error
        failures += 1
        delay = transport.retry.delay_after(failures)
        if delay is None:
            raise ServiceError(f"{transport.url}: the connection was lost: {lost}") from lost
        transport.tell_wait(f"the connection was lost: {lost}", failures, delay)
        transport.retry.sleep(delay)


class _Ended(Exception):
    """The service has nothing to tell after the last event."""


class _DeadlinePassed(TimeoutError):
    """The caller does not want to wait longer."""


def _once(
    transport: Transport, path: str, last_id: Optional[str], deadline: Optional[float]
) -> Iterator[Event]:
    headers = {"Last-Event-ID": last_id} if last_id else {}
    wait = _SILENCE_SECONDS
    if deadline is not None:
        # A read must return soon enough to see that the time is over.
        wait = max(0.1, min(wait, deadline - time.monotonic()))

    def connect() -> Any:
        return transport.open(
            "GET", path, headers=headers, accept="text/event-stream", timeout=wait
        )

    with transport.repeat(connect) as response:
        if response.status == 204:
            raise _Ended
        kind, data, event_id = "", [], None
        for line in _lines(response, deadline):
            if not line:
                if kind in _KEYS and data:
                    yield Event(kind, transport.read("\n".join(data), _KEYS[kind]), event_id)
                kind, data, event_id = "", [], None
                continue
            name, _, value = line.partition(":")
            value = value[1:] if value.startswith(" ") else value
            if name == "event":
                kind = value
            elif name == "data":
                data.append(value)
            elif name == "id":
                event_id = value


def _lines(response: Any, deadline: Optional[float]) -> Iterator[str]:
    while True:
        if deadline is not None and time.monotonic() > deadline:
            raise _DeadlinePassed
        try:
            line = response.readline()
        except (TimeoutError, socket.timeout):  # one and the same from Python 3.10 on
            if deadline is not None and time.monotonic() > deadline:
                raise _DeadlinePassed from None
            raise
        if not line.endswith(b"\n"):
            return  # The stream has ended, maybe within an event, which is then not told.
        yield line.decode("utf-8").rstrip("\r\n")
