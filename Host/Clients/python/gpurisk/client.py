"""The service as an object."""

from __future__ import annotations

import os
import pathlib
import uuid
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from .errors import ScenarioError
from .local import local_key
from .run import STATUS_KEYS, Run, Sweep
from .transport import Query, RetryPolicy, Transport
from .values import plain, text, whole

#: A file, the text of a scenario (YAML or JSON), or the scenario itself.
Scenario = Union[str, "os.PathLike[str]", Mapping[str, Any]]

#: Keys and what goes before the scenario's: a mapping, or texts as "key=value".
Settings = Union[Mapping[str, Any], Sequence[str], None]

_DEFAULT_URL = "http://127.0.0.1:5080"


class Client:
    """A GpuRisk service.

    url: its address; GPURISK_SERVER of the environment by default, or else this machine's.
    key: an API key or JSON web token; by default GPURISK_API_KEY of the environment, or else the
        key that a service of the same user on this machine has made for itself.
    retry: how often requests are sent again where the connection is lost or the service is full.
    timeout: seconds after which a silent connection counts as lost.

    Methods raise ServiceError where the service refuses a request or cannot be reached, and
    ScenarioError, which is one, where the scenario has errors.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        key: Optional[str] = None,
        *,
        retry: Optional[RetryPolicy] = None,
        timeout: float = 60.0,
    ) -> None:
        url = url or os.environ.get("GPURISK_SERVER") or _DEFAULT_URL
        if key is None:
            key = os.environ.get("GPURISK_API_KEY", "").strip() or local_key(url)
        self._transport = Transport(url, key or None, retry or RetryPolicy(), timeout)

    def __repr__(self) -> str:
        return f"<Client {self._transport.url}>"

    def submit(
        self,
        scenario: Scenario,
        *,
        paths: Optional[int] = None,
        seed: Optional[int] = None,
        precision: Optional[str] = None,
        priority: Optional[int] = None,
        deadline_seconds: Optional[int] = None,
        settings: Settings = None,
        idempotency_key: Optional[str] = None,
    ) -> Run:
        """Submits a scenario: a path, YAML or JSON text, or a dict.

        A str is text where it has more than one line or begins with "{", and else a path.
        Numbers may be of any type that says so of itself: NumPy's, Decimal, Fraction.
        What is None is left to the scenario or the service. precision is "float32" or "float64",
        priority 0 to 9. settings go before the scenario, as {"assets.ETH.price": 2000}. A repeated
        submission under the same idempotency_key is the same run.
        """
        query = _options(paths, seed, precision, priority, deadline_seconds, settings)
        return Run(self, self._send("/v1/runs", scenario, query, idempotency_key))

    def sweep(
        self,
        scenario: Scenario,
        vary: Mapping[str, Any],
        *,
        metrics: Sequence[str] = (),
        paths: Optional[int] = None,
        seed: Optional[int] = None,
        precision: Optional[str] = None,
        priority: Optional[int] = None,
        deadline_seconds: Optional[int] = None,
        settings: Settings = None,
        idempotency_key: Optional[str] = None,
    ) -> Sweep:
        """Submits a sweep over every combination of some values.

        vary: for each key a list of values (arrays of NumPy and the like are lists), or a text as
            the command line takes it: "a,b,c" or "low:high:count".
        metrics: those to tell; by default those that the kernel is about.
        """
        query = _options(paths, seed, precision, priority, deadline_seconds, settings)
        query += [("vary", f"{key}={_values(values)}") for key, values in vary.items()]
        query += [("metric", name) for name in metrics]
        return Sweep(self, self._send("/v1/sweeps", scenario, query, idempotency_key))

    def validate(self, scenario: Scenario, *, settings: Settings = None) -> Dict[str, Any]:
        """Checks a scenario without running it: {"valid": ..., "errors": [...], ...}."""
        body, media_type, _ = _document(scenario)
        return self._transport.json(
            "POST",
            "/v1/validate",
            [("set", one) for one in _settings(settings)],
            body=body,
            headers={"Content-Type": media_type},
        )

    def run(self, id: str) -> Run:
        """A run by its name."""
        return Run(self, self._transport.json("GET", f"/v1/runs/{id}", keys=STATUS_KEYS))

    def runs(
        self,
        *,
        state: Optional[str] = None,
        scenario: Optional[str] = None,
        sweep: Optional[str] = None,
        limit: Optional[int] = None,
    ) -> Iterator[Run]:
        """The runs, the newest first, fetched as they are read; at most limit of them."""
        after: Optional[str] = None
        told = 0
        limit = whole("limit", limit)
        while limit is None or told < limit:
            page = self._transport.json(
                "GET",
                "/v1/runs",
                [
                    ("state", state),
                    ("scenario", scenario),
                    ("sweep", sweep),
                    ("limit", None if limit is None else min(limit - told, 200)),
                    ("after", after),
                ],
                keys=("runs",),
            )
            for status in page["runs"]:
                told += 1
                yield Run(self, status)
            after = page.get("next")
            if not after:
                return

    def get_sweep(self, id: str) -> Sweep:
        """A sweep by its name."""
        status = self._transport.json("GET", f"/v1/sweeps/{id}", keys=STATUS_KEYS)
        return Sweep(self, status)

    def scenarios(self) -> List[Dict[str, Any]]:
        """The scenarios that come with the service."""
        return self._transport.json("GET", "/v1/scenarios")

    def library(self, name: str) -> str:
        """The text of a scenario that comes with the service."""
        path = f"/v1/scenarios/{name}"
        return self._transport.bytes("GET", path, accept="application/yaml").decode("utf-8")

    def devices(self) -> List[Dict[str, Any]]:
        """The devices of the service."""
        return self._transport.json("GET", "/v1/devices")

    def nodes(self) -> List[Dict[str, Any]]:
        """The hosts that share the service's queue, and whether they move."""
        return self._transport.json("GET", "/v1/nodes")

    def queue(self) -> Dict[str, Any]:
        """The queue of the service."""
        return self._transport.json("GET", "/v1/queue")

    def about(self) -> Dict[str, Any]:
        """The service, its limits, and what the caller may do."""
        return self._transport.json("GET", "/v1/about")

    def _send(
        self, path: str, scenario: Scenario, query: Query, idempotency_key: Optional[str]
    ) -> Dict[str, Any]:
        body, media_type, name = _document(scenario)
        headers = {
            "Content-Type": media_type,
            # With it, a submission may be sent again after a lost connection.
            "Idempotency-Key": idempotency_key or uuid.uuid4().hex,
        }
        try:
            return self._transport.json(
                "POST", path, query, STATUS_KEYS, body=body, headers=headers
            )
        except ScenarioError as error:
            raise (error.in_file(name) if name else error) from None


def _document(scenario: Scenario) -> Tuple[bytes, str, Optional[str]]:
    """The body, its media type, and the name of the file it is from."""
    if isinstance(scenario, Mapping):
        return text(scenario).encode("utf-8"), "application/json", None
    if isinstance(scenario, str):
        if scenario.lstrip().startswith("{") or "\n" in scenario:
            return scenario.encode("utf-8"), "application/yaml", None
    name = os.fspath(scenario)
    return pathlib.Path(name).read_bytes(), "application/yaml", name


def _options(
    paths: Optional[int],
    seed: Optional[int],
    precision: Optional[str],
    priority: Optional[int],
    deadline_seconds: Optional[int],
    settings: Settings,
) -> List[Tuple[str, Any]]:
    return [
        ("paths", whole("paths", paths)),
        ("seed", whole("seed", seed)),
        ("precision", precision),
        ("priority", whole("priority", priority)),
        ("deadlineSeconds", whole("deadline_seconds", deadline_seconds)),
        *(("set", one) for one in _settings(settings)),
    ]


def _settings(settings: Settings) -> List[str]:
    if settings is None:
        return []
    if isinstance(settings, str):
        return [settings]
    if isinstance(settings, Mapping):
        return [f"{key}={_yaml(value)}" for key, value in settings.items()]
    return list(settings)


def _values(values: Any) -> str:
    if isinstance(values, str):
        return values
    listed = plain(values)
    return ",".join(_yaml(value) for value in (listed if isinstance(listed, list) else [listed]))


def _yaml(value: Any) -> str:
    # JSON is YAML, and texts without quotes are as on the command line.
    return value if isinstance(value, str) else text(value)
