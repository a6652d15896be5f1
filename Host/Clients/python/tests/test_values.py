"""Numbers of other libraries in scenarios, sweeps and arguments."""

from __future__ import annotations

import json
import unittest
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from gpurisk.values import plain, text, whole

from .scripted import ScriptedCase, status

try:
    import numpy
except ImportError:
    numpy = None


class _Index:
    def __index__(self) -> int:
        return 7


class _Float:
    def __float__(self) -> float:
        return 0.25


class _Item:
    def item(self) -> float:
        return 1.5


class _Array:
    def tolist(self) -> list:
        return [1, _Item(), [True]]


class ValuesTest(unittest.TestCase):
    def test_numbers_that_say_so_are_numbers(self) -> None:
        self.assertEqual(plain(_Index()), 7)
        self.assertEqual(plain(_Float()), 0.25)
        self.assertEqual(plain(_Item()), 1.5)
        self.assertEqual(plain(_Array()), [1, 1.5, [True]])
        self.assertEqual(plain(Fraction(1, 4)), 0.25)
        self.assertEqual(text(Decimal("0.1")), "0.1")
        self.assertEqual(text(Decimal(10)), "10")
        self.assertEqual(text(Decimal("1e30")), "1" + "0" * 30)

    def test_collections_are_lists_and_dicts(self) -> None:
        value = {"a": (1, _Index()), "b": range(2), "c": MappingProxyType({888: _Float()})}
        self.assertEqual(plain(value), {"a": [1, 7], "b": [0, 1], "c": {"888": 0.25}})

    def test_what_is_no_value_is_told(self) -> None:
        for wrong in (object(), b"x", {"a": object()}):
            with self.assertRaisesRegex(TypeError, "a scenario holds no"):
                plain(wrong)
        with self.assertRaises(ValueError):
            text(float("nan"))

    def test_whole_numbers_may_be_of_any_type(self) -> None:
        self.assertEqual(whole("paths", 1e6), 1_000_000)
        self.assertEqual(whole("paths", _Index()), 7)
        self.assertEqual(whole("paths", Decimal(5)), 5)
        self.assertIsNone(whole("paths", None))
        for wrong in (0.5, "5", True, Decimal("0.5")):
            with self.assertRaisesRegex(ValueError, "paths is a whole number"):
                whole("paths", wrong)


@unittest.skipUnless(numpy, "numpy is not installed")
class NumPyTest(ScriptedCase):
    def test_long_doubles_are_numbers(self) -> None:
        self.assertEqual(text([numpy.longdouble("0.5"), numpy.longdouble(3)]), "[0.5, 3]")
        self.assertEqual(text(numpy.array([0.25], dtype=numpy.longdouble)), "[0.25]")

    def test_sweep_takes_arrays(self) -> None:
        self.answer({"id": "s1", "state": "queued", "rows": []}, code=202)
        self.client.sweep(
            "a: 1\n",
            {
                "seed": numpy.arange(1, 4),
                "assets.ETH.price": [numpy.float32(0.5), numpy.int64(2), Decimal("2.5")],
                "positions.a.range": numpy.array([[1, 2], [3, 4]]),
            },
            paths=numpy.int64(1000),
            seed=numpy.uint64(2**63),
            priority=numpy.float32(3),
        )
        query = parse_qsl(urlsplit(self.requests[0].line.split()[1]).query)
        self.assertEqual(
            [value for name, value in query if name == "vary"],
            ["seed=1,2,3", "assets.ETH.price=0.5,2,2.5", "positions.a.range=[1, 2],[3, 4]"],
        )
        self.assertEqual(dict(query)["paths"], "1000")
        self.assertEqual(dict(query)["seed"], str(2**63))
        self.assertEqual(dict(query)["priority"], "3")

    def test_scenario_takes_scalars_and_arrays(self) -> None:
        self.answer(status("queued"), code=202)
        self.client.submit(
            {
                "paths": numpy.int64(5),
                "compensated": numpy.bool_(True),
                "name": numpy.str_("x"),
                "range": numpy.array([0.5, 2]),
                "of": numpy.array(3),
            },
            settings={"a.b": numpy.float64(0.1), "c": numpy.arange(2)},
        )
        self.assertEqual(
            json.loads(self.requests[0].body),
            {"paths": 5, "compensated": True, "name": "x", "range": [0.5, 2.0], "of": 3},
        )
        query = parse_qsl(urlsplit(self.requests[0].line.split()[1]).query)
        self.assertEqual(query, [("set", "a.b=0.1"), ("set", "c=[0, 1]")])


if __name__ == "__main__":
    unittest.main()
