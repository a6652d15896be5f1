"""Client of the GpuRisk service: Monte Carlo risk of DeFi scenarios.

    import gpurisk

    run = gpurisk.submit("quick-start.yaml", paths=100_000).wait(progress=True)
    print(run.frame())

The functions of this module are those of a Client of GPURISK_SERVER and GPURISK_API_KEY.
"""

from __future__ import annotations

from typing import Any, Optional, Union

from .client import Client, Scenario
from .errors import LocatedError, RunFailed, ScenarioError, ServiceError
from .events import Event
from .run import Progress, Run, Sweep
from .transport import RetryPolicy

__all__ = [
    "Client",
    "Event",
    "LocatedError",
    "RetryPolicy",
    "Run",
    "RunFailed",
    "ScenarioError",
    "ServiceError",
    "Sweep",
    "frame",
    "result",
    "submit",
    "wait",
]

__version__ = "0.1.0"


def submit(scenario: Scenario, **options: Any) -> Run:
    """Submits a scenario; see Client.submit for the options."""
    return Client().submit(scenario, **options)


def wait(
    run: Union[Run, str], progress: Progress = None, timeout: Optional[float] = None
) -> Run:
    """Waits until a run has succeeded; see Run.wait."""
    return _run(run).wait(progress, timeout)


def result(run: Union[Run, str], format: str = "json") -> Any:
    """The result of a run; see Run.result."""
    return _run(run).result(format)


def frame(run: Union[Run, str]) -> Any:
    """The figures of a run as a pandas DataFrame; see Run.frame."""
    return _run(run).frame()


def _run(run: Union[Run, str]) -> Run:
    return run if isinstance(run, Run) else Client().run(run)
