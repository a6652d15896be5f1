"""Values of other libraries as Python's own, so that JSON can tell them."""

from __future__ import annotations

import json
import operator
from typing import Any, Mapping, Optional


def plain(value: Any) -> Any:
    """The value as None, a bool, an int, a float, a str, a list or a dict of them.

    Numbers are what says so of itself by __index__ or __float__, as Decimal and Fraction do, or
    holds one by item(); arrays and series are lists by tolist(). No library needs to be installed.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, (bytes, bytearray)):
        raise TypeError(f"a scenario holds no bytes: {value!r}")
    for name in ("tolist", "item"):
        told = getattr(value, name, None)
        if callable(told):
            own = told()
            # NumPy's long double tells itself; it is a number by __float__.
            if type(own) is not type(value):
                return plain(own)
    if hasattr(value, "__index__"):
        return operator.index(value)
    if hasattr(value, "__float__"):
        number = float(value)
        # A Decimal of 10 is ten seeds or paths, and not 10.0 of them.
        return int(value) if number.is_integer() and value == int(value) else number
    if hasattr(value, "__iter__"):
        return [plain(one) for one in value]
    raise TypeError(f"a scenario holds no {type(value).__name__}: {value!r}")


def text(value: Any) -> str:
    """The value as JSON, which is YAML too."""
    return json.dumps(plain(value), allow_nan=False)


def whole(name: str, value: Any) -> Optional[int]:
    """A whole number of any type; None stays None."""
    number = plain(value)
    if number is None:
        return None
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"{name} is a whole number, and not {value!r}")
    return number
