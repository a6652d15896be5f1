"""What can go wrong, and where."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Any, Mapping, Optional, Sequence


def printable(text: str) -> str:
    """The text with escapes for what would steer a terminal or turn the text around it."""
    return "".join(
        f"\\u{ord(sign):04x}"
        if sign not in "\n\t\u200c\u200d"
        and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")
        else sign
        for sign in text
    )


@dataclass(frozen=True)
class LocatedError:
    """What is wrong in a scenario, and where. Lines and columns count from 1."""

    line: int
    column: int
    key: str
    message: str
    file: str = "scenario"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ServiceError(Exception):
    """The service refused a request, or could not be reached.

    status: the HTTP status; None where there was no answer.
    problem: the problem details as the service told them.
    retry_after: seconds after which it may be tried again; None where that is not known.
    """

    def __init__(
        self,
        message: str,
        status: Optional[int] = None,
        problem: Optional[Mapping[str, Any]] = None,
        retry_after: Optional[float] = None,
    ) -> None:
        super().__init__(printable(message))
        self.status = status
        self.problem = dict(problem or {})
        self.retry_after = retry_after


class ScenarioError(ServiceError):
    """The scenario, a setting or a swept value is wrong; errors says where."""

    def __init__(
        self,
        errors: Sequence[LocatedError],
        status: Optional[int] = 422,
        problem: Optional[Mapping[str, Any]] = None,
    ) -> None:
        super().__init__("\n".join(str(error) for error in errors), status, problem)
        self.errors = list(errors)

    def in_file(self, name: str) -> "ScenarioError":
        """The same with the file's name in the place of "scenario"."""
        named = [
            replace(error, file=name) if error.file == "scenario" else error
            for error in self.errors
        ]
        return ScenarioError(named, self.status, self.problem)


class RunFailed(Exception):
    """A run failed or was cancelled.

    status: the run's status. A cancelled run may still have a result of what was done.
    reason: why, in a word: cancelled, deadline, run-time, devices, outcome, scenario-changed.
    """

    def __init__(self, status: Mapping[str, Any]) -> None:
        self.status = dict(status)
        self.reason: Optional[str] = status.get("reason")
        why = status.get("error") or self.reason or "the service does not say why"
        super().__init__(printable(f"run {status['id']} {status['state']}: {why}"))
