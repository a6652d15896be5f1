"""Requests that are sent again where the connection is lost or the service is full."""

from __future__ import annotations

import http.client
import json
import logging
import random
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Callable, Mapping, Optional, Sequence, Tuple, Union

from .errors import LocatedError, ScenarioError, ServiceError, printable

_log = logging.getLogger("gpurisk")

Query = Sequence[Tuple[str, Any]]

#: What a lost connection may raise, while connecting or while reading.
LOST = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError, OSError)


@dataclass(frozen=True)
class RetryPolicy:
    """How often and after what times a request is sent again.

    attempts: how often it is sent at most; the default lasts about a minute.
    first_delay: seconds before the second attempt; doubles from one to the next.
    longest_delay: the longest wait; where the service asks for a longer one, its refusal is final.
    jitter: the part of a wait that is left to chance, so that clients which were refused together
        do not come back together.
    sleep: waits some seconds.
    """

    attempts: int = 8
    first_delay: float = 0.5
    longest_delay: float = 30.0
    jitter: float = 0.2
    sleep: Callable[[float], None] = time.sleep

    def delay_after(self, attempt: int, retry_after: Optional[float] = None) -> Optional[float]:
        """Seconds to wait after an attempt, counted from 1; None where it was the last."""
        if attempt >= self.attempts or (retry_after or 0) > self.longest_delay:
            return None
        delay = min(self.first_delay * 2 ** (attempt - 1), self.longest_delay)
        delay *= 1 + self.jitter * random.uniform(-1, 1)
        return max(delay, retry_after or 0)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    # A redirect would take the key to whatever address it names.
    def redirect_request(self, *_: Any) -> None:
        return None


class Transport:
    """Sends requests to one service. All of them may be repeated without harm."""

    def __init__(self, url: str, key: Optional[str], retry: RetryPolicy, timeout: float) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValueError("url must be the address of a service, as http://127.0.0.1:5080")
        if key and any(not "!" <= sign <= "~" for sign in key):
            raise ValueError("a key has no spaces, line breaks or signs beyond ASCII")
        self.url = url.rstrip("/")
        self.retry = retry
        self.timeout = timeout
        self._key = key
        self._has_answered = False
        handlers: list[Any] = [_NoRedirect()]
        if parts.hostname in ("localhost", "::1") or parts.hostname.startswith("127."):
            # No proxy knows this machine's own addresses.
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def json(
        self,
        method: str,
        path: str,
        query: Query = (),
        keys: Sequence[str] = (),
        **request: Any,
    ) -> Any:
        """What the service answers, read from JSON; keys are those that it must have."""
        return self.read(self.bytes(method, path, query, **request), keys)

    def read(self, answer: Union[str, bytes], keys: Sequence[str] = ()) -> Any:
        """What an answer says in JSON. Something else than the service may have sent it."""
        try:
            value = json.loads(answer)
        except ValueError as error:
            raise ServiceError(f"{self._stranger}: {error}") from None
        if keys and not (isinstance(value, dict) and all(key in value for key in keys)):
            raise ServiceError(f"{self._stranger}: {', '.join(keys)} are missing")
        return value

    @property
    def _stranger(self) -> str:
        return f"{self.url} does not answer as a gpurisk service of this version"

    def bytes(
        self,
        method: str,
        path: str,
        query: Query = (),
        body: Optional[bytes] = None,
        headers: Optional[Mapping[str, str]] = None,
        accept: str = "application/json",
    ) -> bytes:
        """What the service answers, whole."""

        def read() -> bytes:
            with self.open(method, path, query, body, headers, accept) as response:
                return response.read()

        return self.repeat(read)

    def repeat(self, send: Callable[[], Any]) -> Any:
        """Sends until there is an answer, or no more attempt."""
        attempt = 0
        while True:
            attempt += 1
            try:
                answer = send()
                self._has_answered = True
                return answer
            except ServiceError as error:
                self._has_answered = True
                passes = error.status in (429, 503)
                delay = self.retry.delay_after(attempt, error.retry_after) if passes else None
                if delay is None:
                    raise
                why = str(error)
            except LOST as error:
                reason = getattr(error, "reason", None) or error
                delay = None if self._is_final(reason) else self.retry.delay_after(attempt)
                if delay is None:
                    raise ServiceError(self._unreached(reason)) from error
                why = f"the connection was lost: {reason}"
            self.tell_wait(why, attempt, delay)
            self.retry.sleep(delay)

    def tell_wait(self, why: str, attempt: int, delay: float) -> None:
        """Says on the log what is waited for; without a log that is the standard error."""
        _log.warning(
            "%s: %s; attempt %d of %d in %.1f s",
            self.url,
            printable(why),
            attempt + 1,
            self.retry.attempts,
            delay,
        )

    def _is_final(self, reason: Any) -> bool:
        # A service that has answered before may be starting again; one that never has is not
        # there, and waiting does not bring it.
        missing = isinstance(reason, (ConnectionRefusedError, socket.gaierror))
        return isinstance(reason, ssl.SSLError) or (missing and not self._has_answered)

    def _unreached(self, reason: Any) -> str:
        if isinstance(reason, ConnectionRefusedError):
            return (
                f"{self.url} cannot be reached: nothing listens there. Start a service with "
                "'gpurisk serve', or name another's address by url or GPURISK_SERVER."
            )
        return f"{self.url} cannot be reached: {reason}"

    def open(
        self,
        method: str,
        path: str,
        query: Query = (),
        body: Optional[bytes] = None,
        headers: Optional[Mapping[str, str]] = None,
        accept: str = "application/json",
        timeout: Optional[float] = None,
    ) -> Any:
        """Sends once; the response is for the caller to read and close."""
        pairs = [(name, value) for name, value in query if value is not None]
        address = f"{self.url}{path}" + ("?" + urllib.parse.urlencode(pairs) if pairs else "")
        if accept != "application/json":
            accept += ", application/problem+json;q=0.1"
        request = urllib.request.Request(address, data=body, method=method)
        request.add_header("Accept", accept)
        if self._key:
            request.add_unredirected_header("Authorization", f"Bearer {self._key}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            return self._opener.open(request, timeout=timeout or self.timeout)
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error) from None


def _refusal(error: urllib.error.HTTPError) -> ServiceError:
    problem: Any = None
    try:
        problem = json.loads(error.read())
    except (ValueError, OSError, http.client.HTTPException):
        pass  # What answered may not be the service but something before it.
    if not isinstance(problem, dict):
        problem = {}
    errors = problem.get("errors")
    if isinstance(errors, list) and errors and all(isinstance(one, dict) for one in errors):
        return ScenarioError([_located(one) for one in errors], error.code, problem)
    message = problem.get("detail") or problem.get("title") or f"HTTP {error.code} {error.reason}"
    retry_after = _seconds(error.headers.get("Retry-After"))
    return ServiceError(str(message), error.code, problem, retry_after)


def _located(error: Mapping[str, Any]) -> LocatedError:
    return LocatedError(
        error.get("line", 1),
        error.get("column", 1),
        error.get("key") or "",
        error.get("message", ""),
        error.get("file") or "scenario",
    )


def _seconds(retry_after: Optional[str]) -> Optional[float]:
    if not retry_after:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
