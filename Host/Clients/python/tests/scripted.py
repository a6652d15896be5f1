"""A service that answers requests one after the other as told, and remembers them."""

from __future__ import annotations

import http.server
import json
import socket
import struct
import threading
import unittest
from typing import Any, Callable, Dict, List, NamedTuple, Optional

import gpurisk

STATUS = {
    "id": "r1",
    "state": "queued",
    "scenario": "small",
    "paths": 2000,
    "pathsDone": 0,
    "reason": None,
    "error": None,
}


def status(state: str, **more: Any) -> Dict[str, Any]:
    """The status of a run in a state."""
    return {**STATUS, "state": state, **more}


def run_event(state: str, **more: Any) -> str:
    """The event that tells of a state."""
    end = "id: end\n" if state in ("succeeded", "failed", "cancelled") else ""
    return f"event: run\n{end}data: {json.dumps(status(state, **more))}\n\n"


def checkpoint(chunk: int) -> str:
    """The event of a checkpoint."""
    data = {"chunk": chunk, "pathsDone": chunk * 512, "seconds": 0.5, "estimates": []}
    return f"event: checkpoint\nid: {chunk}\ndata: {json.dumps(data)}\n\n"


class Request(NamedTuple):
    """What was asked."""

    line: str
    headers: Dict[str, str]
    body: bytes


class _Handler(http.server.BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append(Request(f"{self.command} {self.path}", headers, body))
        self.server.answers.pop(0)(self)

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass  # A connection that a test has reset is no news.

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: List[Request] = []
        self.answers: List[Callable[[_Handler], None]] = []


class ScriptedCase(unittest.TestCase):
    """A test with a service and a client of it that does not wait."""

    def setUp(self) -> None:
        self._server = _Server()
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        self.addCleanup(self._server.server_close)
        self.addCleanup(self._server.shutdown)
        self.waits: List[float] = []
        self.client = self.client_with()

    @property
    def requests(self) -> List[Request]:
        """The requests so far."""
        return self._server.requests

    @property
    def url(self) -> str:
        """The service's address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def client_with(self, key: Optional[str] = "", attempts: int = 4) -> gpurisk.Client:
        """A client of the service."""
        retry = gpurisk.RetryPolicy(attempts=attempts, jitter=0, sleep=self.waits.append)
        return gpurisk.Client(self.url, key, retry=retry, timeout=5)

    def answer(
        self,
        body: Any = None,
        code: int = 200,
        media_type: str = "application/json",
        length: Optional[int] = None,
        **headers: str,
    ) -> None:
        """Answers the next request; with a length, as if that many bytes were to come."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()

        def send(handler: _Handler) -> None:
            handler.send_response(code)
            handler.send_header("Content-Type", media_type)
            if code != 204:
                handler.send_header("Content-Length", str(length or len(content)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            if code != 204:
                handler.wfile.write(content)

        self._server.answers.append(send)

    def events(self, text: str, broken: bool = False) -> None:
        """Answers the next request with events, and then ends or breaks the stream."""

        def send(handler: _Handler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/event-stream")
            handler.end_headers()
            handler.wfile.write(text.encode())
            handler.wfile.flush()
            if broken:
                self._reset(handler)

        self._server.answers.append(send)

    def lose(self) -> None:
        """Loses the connection of the next request."""
        self._server.answers.append(self._reset)

    @staticmethod
    def _reset(handler: _Handler) -> None:
        # Closing with no time to linger sends a reset instead of an orderly end.
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.close_connection = True
        handler.rfile.close()
        handler.wfile.close()
        handler.connection.close()
