"""Runs and sweeps of a service."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, Optional, Union

from . import tables
from .errors import RunFailed
from .events import Event, watch

if TYPE_CHECKING:
    from .client import Client

#: What every status of a run or a sweep says.
STATUS_KEYS = ("id", "state")

_FINAL = ("succeeded", "failed", "cancelled")

_MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.file",
}

#: Told what happens to a run; True prints a line of progress on the standard error.
Progress = Union[bool, Callable[[Event], None], None]


class Run:
    """A run of a service. status holds what was last known of it, as the service tells it."""

    def __init__(self, client: "Client", status: Dict[str, Any]) -> None:
        self._client = client
        self.status = status

    def __repr__(self) -> str:
        return f"<Run {self.id} {self.status['scenario']} {self.state}>"

    @property
    def id(self) -> str:
        """The run's name."""
        return self.status["id"]

    @property
    def state(self) -> str:
        """Where it stood last: queued, running, succeeded, failed or cancelled."""
        return self.status["state"]

    @property
    def is_over(self) -> bool:
        """Whether it had ended."""
        return self.state in _FINAL

    def refresh(self) -> "Run":
        """Asks for its status."""
        self.status = self._client._transport.json("GET", self._path(), keys=STATUS_KEYS)
        return self

    def watch(self, timeout: Optional[float] = None) -> Iterator[Event]:
        """What happens to it, until its end: first its status, each checkpoint once.

        A lost connection, as by a restart of the service, is made again. Raises TimeoutError where
        it has not ended after timeout seconds.
        """
        for event in watch(self._client._transport, self._path("/events"), timeout):
            if event.kind == "run":
                self.status = event.data
            yield event

    def wait(self, progress: Progress = None, timeout: Optional[float] = None) -> "Run":
        """Waits until it has succeeded.

        Raises RunFailed where it fails or is cancelled, TimeoutError after timeout seconds.
        """
        tell = _Line() if progress is True else progress or None
        try:
            for event in self.watch(timeout):
                if tell:
                    tell(event)
        finally:
            if isinstance(tell, _Line):
                tell.end()
        if not self.is_over:
            self.refresh()
        if self.state != "succeeded":
            raise RunFailed(self.status)
        return self

    def cancel(self) -> "Run":
        """Asks for its end, which comes within a chunk of its paths."""
        self.status = self._client._transport.json("POST", self._path("/cancel"), keys=STATUS_KEYS)
        return self

    def result(self, format: str = "json") -> Any:
        """Its result: a dict, or with format "csv", "parquet" or "arrow" the bytes of a file.

        Raises ServiceError with status 409 while it has none.
        """
        if format not in _MEDIA_TYPES:
            raise ValueError(f"format {format!r} is none of {', '.join(_MEDIA_TYPES)}")
        if format == "json":
            return self._client._transport.json("GET", self._path("/result"))
        return self._client._transport.bytes(
            "GET", self._path("/result"), accept=_MEDIA_TYPES[format]
        )

    def frame(self) -> Any:
        """The figures of each metric as a pandas DataFrame, one row a metric."""
        return tables.frame(self.result())

    def distribution(self, pandas: bool = False) -> Any:
        """The tallied distributions as a pyarrow Table, or else as a pandas DataFrame.

        Columns: metric, unit, lower, upper, count, mean; a row for each bin that holds outcomes.
        """
        table = tables.arrow_table(self.result("arrow"))
        return table.to_pandas() if pandas else table

    def report(self, path: Union[str, "os.PathLike[str]", None] = None) -> str:
        """The page that shows it, as HTML; with a path it is written there, too."""
        page = self._client._transport.bytes("GET", self._path("/report"), accept="text/html")
        if path is not None:
            with open(path, "wb") as file:
                file.write(page)
        return page.decode("utf-8")

    def report_data(self) -> Dict[str, Any]:
        """What that page draws besides the result."""
        return self._client._transport.json("GET", self._path("/report"))

    def manifest(self) -> Dict[str, Any]:
        """How the result came about: all that is needed to get it again."""
        return self._client._transport.json("GET", self._path("/manifest"))

    def scenario(self) -> str:
        """The scenario as it was submitted."""
        path = self._path("/scenario")
        return self._client._transport.bytes("GET", path, accept="*/*").decode("utf-8")

    def compare(self, other: Union["Run", str]) -> Dict[str, Any]:
        """What differs between this run and another, with errors."""
        name = other.id if isinstance(other, Run) else other
        return self._client._transport.json("GET", self._path("/comparison"), [("with", name)])

    def _path(self, part: str = "") -> str:
        return f"/v1/runs/{self.id}{part}"


class Sweep:
    """A sweep of a service: the same scenario with each combination of some values."""

    def __init__(self, client: "Client", status: Dict[str, Any]) -> None:
        self._client = client
        self.status = status

    def __repr__(self) -> str:
        done = f"{self.status['done']} of {self.status['combinations']}"
        return f"<Sweep {self.id} {self.status['scenario']} {done}>"

    @property
    def id(self) -> str:
        """The sweep's name."""
        return self.status["id"]

    @property
    def rows(self) -> list[Dict[str, Any]]:
        """The combinations as last known: values, run, state, digest, metrics."""
        return self.status["rows"]

    def refresh(self) -> "Sweep":
        """Asks for its status."""
        self.status = self._client._transport.json("GET", self._path(), keys=STATUS_KEYS)
        return self

    def wait(self, timeout: Optional[float] = None, every: float = 1.0) -> "Sweep":
        """Waits for its end, asking every so many seconds.

        Rows that failed say so in their state. Raises TimeoutError after timeout seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.refresh().status["state"] not in _FINAL:
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError(f"the sweep has not ended after {timeout:g} s")
            time.sleep(every)
        return self

    def cancel(self) -> "Sweep":
        """Asks for its end; rows that are done stay."""
        self.status = self._client._transport.json("POST", self._path("/cancel"), keys=STATUS_KEYS)
        return self

    def runs(self) -> Iterator[Run]:
        """The runs of its combinations that there are so far."""
        return (self._client.run(row["run"]) for row in self.rows if row.get("run"))

    def csv(self) -> bytes:
        """Its rows as CSV."""
        return self._client._transport.bytes("GET", self._path(), accept="text/csv")

    def frame(self) -> Any:
        """The values, means and standard errors as a pandas DataFrame, one row a combination."""
        return tables.sweep_frame(self.status)

    def _path(self, part: str = "") -> str:
        return f"/v1/sweeps/{self.id}{part}"


class _Line:
    """A line of progress on the standard error."""

    def __init__(self) -> None:
        self._paths = 0
        self._rate = 0.0
        self._width = 0

    def __call__(self, event: Event) -> None:
        if event.kind == "run":
            self._paths = event.data["paths"]
        done = event.data.get("pathsDone", 0)
        self._rate = event.data.get("pathsPerSecond") or self._rate
        rate = f", {self._rate:,.0f}/s" if self._rate else ""
        text = f"{done:,} of {self._paths:,} {'path' if self._paths == 1 else 'paths'}{rate}"
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)

    def end(self) -> None:
        """Leaves the line."""
        if self._width:
            sys.stderr.write("\n")
