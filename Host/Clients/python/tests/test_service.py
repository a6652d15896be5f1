"""The client against a real service, which GPURISK_TEST_SERVER names."""

from __future__ import annotations

import os
import pathlib
import unittest
import unittest.mock

import gpurisk

from . import notebook

SERVER = os.environ.get("GPURISK_TEST_SERVER")
EXAMPLES = pathlib.Path(__file__).parent.parent / "examples"

POOL = """\
scenario: small
kernel: impermanent-loss
horizon: 2d
step: 1h
paths: 2000
seed: 7
assets:
  ETH:  { price: 2000, process: { kind: gbm, drift: 0, volatility: 0.8 } }
  USDC: { price: 1, process: { kind: constant } }
pools:
  v2: { kind: constant-product, base: ETH, quote: USDC, fee: 0.003, value: 1e7 }
positions:
  full: { pool: v2, value: 10000 }
"""

try:
    import pyarrow
except ImportError:
    pyarrow = None


@unittest.skipUnless(SERVER, "GPURISK_TEST_SERVER names no service")
class ServiceTests(unittest.TestCase):
    def setUp(self) -> None:
        self.client = gpurisk.Client(SERVER, key="")

    def test_run_from_submission_to_report(self) -> None:
        run = self.client.submit(POOL, paths=3000, seed=11).wait(timeout=120)
        result = run.result()
        self.assertEqual((result["paths"], result["seed"]), (3000, 11))
        self.assertEqual(result["digest"], run.status["digest"])
        self.assertEqual(run.manifest()["digest"], result["digest"])
        self.assertEqual(run.scenario(), POOL)
        self.assertIn("full.net", run.result("csv").decode())
        self.assertEqual(run.result("parquet")[:4], b"PAR1")
        self.assertEqual(run.result("arrow")[:6], b"ARROW1")
        self.assertIn("<html", run.report())
        self.assertEqual(run.report_data()["schema"], "gpurisk.report/1")
        self.assertIn(run.id, [known.id for known in self.client.runs(limit=200)])

    def test_repeated_submission_is_the_same_run(self) -> None:
        first = self.client.submit(POOL, seed=12, idempotency_key="twelve")
        again = self.client.submit(POOL, seed=12, idempotency_key="twelve")
        self.assertEqual(first.id, again.id)

    def test_settings_change_the_scenario(self) -> None:
        settings = {"assets.ETH.process.volatility": 0, "seed": 13}
        run = self.client.submit(POOL, settings=settings, paths=100).wait(timeout=120)
        price = run.result()["metrics"]["ETH.price"]
        self.assertEqual((price["standardDeviation"], run.status["seed"]), (0, 13))

    def test_dict_is_a_scenario(self) -> None:
        document = {
            "scenario": "small",
            "kernel": "impermanent-loss",
            "horizon": "2d",
            "step": "1h",
            "assets": {
                "ETH": {"price": 2000, "process": {"kind": "gbm", "drift": 0, "volatility": 1}},
                "USDC": {"price": 1, "process": {"kind": "constant"}},
            },
            "pools": {
                "v2": {
                    "kind": "constant-product",
                    "base": "ETH",
                    "quote": "USDC",
                    "fee": 0.003,
                    "value": 1e7,
                }
            },
            "positions": {"full": {"pool": "v2", "value": 10000}},
        }
        run = self.client.submit(document, paths=500).wait(timeout=120)
        self.assertEqual(run.result()["paths"], 500)

    def test_errors_have_places(self) -> None:
        with self.assertRaises(gpurisk.ScenarioError) as caught:
            self.client.submit(POOL.replace("price: 2000", "price: -1"))
        error = caught.exception.errors[0]
        self.assertEqual((error.line, error.key), (8, "assets.ETH.price"))

    def test_validate_tells_metrics_and_errors(self) -> None:
        valid = self.client.validate(POOL)
        self.assertTrue(valid["valid"])
        self.assertIn("full.netVersusHold", valid["metrics"])
        self.assertFalse(self.client.validate("scenario: x\n")["valid"])

    def test_cancelled_run_says_so(self) -> None:
        run = self.client.submit(POOL, paths=1_000_000_000, seed=14).cancel()
        with self.assertRaises(gpurisk.RunFailed) as caught:
            run.wait(timeout=120)
        self.assertEqual(caught.exception.reason, "cancelled")

    def test_sweep_has_a_row_for_each_combination(self) -> None:
        sweep = self.client.sweep(
            POOL, {"assets.ETH.process.volatility": [0.4, 0.9]}, metrics=["full.net"], paths=500
        ).wait(timeout=120)
        means = [row["metrics"]["full.net"]["mean"] for row in sweep.rows]
        self.assertEqual(len(set(means)), 2)
        self.assertEqual(len(list(sweep.runs())), 2)
        self.assertIn("volatility", sweep.csv().decode())

    def test_service_tells_about_itself(self) -> None:
        self.assertIn("run", self.client.about()["scopes"])
        self.assertTrue(any(device["usable"] for device in self.client.devices()))
        self.assertGreater(self.client.queue()["limit"], 0)
        self.assertIn("quick-start", [one["name"] for one in self.client.scenarios()])

    @unittest.skipIf(pyarrow is None, "pyarrow is not installed")
    def test_distribution_counts_every_path(self) -> None:
        table = self.client.submit(POOL, seed=15).wait(timeout=120).distribution()
        rows = [row for row in table.to_pylist() if row["metric"] == "full.net"]
        self.assertEqual(sum(row["count"] for row in rows), 2000)


@unittest.skipUnless(SERVER, "GPURISK_TEST_SERVER names no service")
class NotebookTests(unittest.TestCase):
    def test_notebook_runs_from_the_first_cell_to_the_last(self) -> None:
        book = notebook.read(EXAMPLES / "risk-of-a-position.ipynb")
        self.assertEqual(book["nbformat"], 4)
        with unittest.mock.patch.dict(
            os.environ, {"GPURISK_SERVER": SERVER or "", "GPURISK_API_KEY": ""}
        ):
            outputs = notebook.execute(book)
        cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
        # What a cell says it says every time; what it kept is from such a run.
        for cell, output in zip(cells, outputs):
            self.assertEqual(bool(cell["outputs"]), bool(output), "".join(cell["source"]))
