"""Runs: their events over connections that are lost, and what they leave."""

from __future__ import annotations

import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
import unittest.mock

import gpurisk

from .scripted import ScriptedCase, checkpoint, run_event, status

try:
    import pandas
except ImportError:
    pandas = None

RESULT = {
    "schema": "gpurisk.result/1",
    "metrics": {
        "full.net": {"mean": -1.5, "standardError": 0.5, "unit": "USD", "errors": {"p05": {}}},
        "ETH.price": {"mean": 1856.0, "standardError": None, "unit": "USD", "errors": {}},
    },
}


class RunCase(ScriptedCase):
    def setUp(self) -> None:
        super().setUp()
        self.run_ = gpurisk.Run(self.client, status("queued"))


class WatchTests(RunCase):
    def test_watch_tells_what_happens_until_the_end(self) -> None:
        self.events(
            run_event("running")
            + ': still here\n\nevent: progress\r\ndata: {"pathsDone":5,\r\n'
            + 'data: "pathsPerSecond":1.5}\r\n\r\nevent: novelty\ndata: {}\n\n'
            + checkpoint(1)
            + run_event("succeeded")
        )
        events = list(self.run_.watch())
        kinds = [event.kind for event in events]
        self.assertEqual(kinds, ["run", "progress", "checkpoint", "run"])
        self.assertEqual(events[1].data, {"pathsDone": 5, "pathsPerSecond": 1.5})
        self.assertEqual(self.run_.state, "succeeded")

    def test_watch_goes_on_after_the_last_checkpoint(self) -> None:
        start = run_event("running")
        self.events(start + checkpoint(1) + checkpoint(2), broken=True)
        self.lose()
        self.answer({}, 503)
        self.events(start + checkpoint(3))
        self.events(start + run_event("succeeded"))
        events = list(self.run_.watch())
        chunks = [event.data["chunk"] for event in events if event.kind == "checkpoint"]
        self.assertEqual(chunks, [1, 2, 3])
        self.assertEqual(
            [request.headers.get("last-event-id") for request in self.requests],
            [None, "2", "2", "2", "3"],
        )

    def test_watch_cut_event_is_not_told(self) -> None:
        self.events(run_event("running") + "event: checkpoint\nid: 7\ndata: {", broken=True)
        self.events(run_event("cancelled"))
        self.assertEqual([event.kind for event in self.run_.watch()], ["run", "run"])
        self.assertNotIn("last-event-id", self.requests[1].headers)

    def test_watch_gives_up_where_nothing_comes(self) -> None:
        for _ in range(4):
            self.events("")
        with self.assertRaisesRegex(gpurisk.ServiceError, "connection was lost"):
            list(self.run_.watch())

    def test_watch_of_a_run_that_is_gone_is_told(self) -> None:
        self.answer({"title": "There is no such run."}, 404)
        with self.assertRaisesRegex(gpurisk.ServiceError, "no such run"):
            list(self.run_.watch())


class WaitTests(RunCase):
    def test_wait_tells_progress(self) -> None:
        self.events(run_event("running") + checkpoint(1) + run_event("succeeded", pathsDone=2000))
        told = io.StringIO()
        with contextlib.redirect_stderr(told):
            self.assertIs(self.run_.wait(progress=True), self.run_)
        self.assertIn("512 of 2,000 paths", told.getvalue())
        self.assertTrue(told.getvalue().endswith("2,000 of 2,000 paths\n"))

    def test_wait_failed_says_why(self) -> None:
        self.events(run_event("failed", reason="devices", error="simd: lost"))
        with self.assertRaisesRegex(gpurisk.RunFailed, "r1 failed: simd: lost") as caught:
            self.run_.wait()
        self.assertEqual(caught.exception.reason, "devices")

    def test_wait_last_event_was_missed_asks_for_the_status(self) -> None:
        self.answer(code=204)
        self.answer(status("cancelled", reason="cancelled"))
        with self.assertRaises(gpurisk.RunFailed):
            self.run_.wait()

    def test_wait_too_long_is_a_timeout(self) -> None:
        self.events(run_event("running") + checkpoint(1))
        with self.assertRaises(TimeoutError):
            self.run_.wait(timeout=0)


class ResultTests(RunCase):
    def test_result_asks_for_the_format(self) -> None:
        for format, media_type in (
            ("csv", "text/csv"),
            ("parquet", "application/vnd.apache.parquet"),
            ("arrow", "application/vnd.apache.arrow.file"),
        ):
            self.answer(b"\x00\x01", media_type=media_type)
            self.assertEqual(self.run_.result(format), b"\x00\x01")
            self.assertTrue(self.requests[-1].headers["accept"].startswith(media_type))

    def test_result_unknown_format_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "none of json, csv"):
            self.run_.result("xlsx")

    def test_result_not_yet_there_is_told(self) -> None:
        self.answer({"detail": "The run is not finished."}, 409)
        with self.assertRaises(gpurisk.ServiceError) as caught:
            self.run_.result()
        self.assertEqual(caught.exception.status, 409)

    def test_report_is_written(self) -> None:
        self.answer("<p>±</p>".encode(), media_type="text/html")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "report.html")
            self.assertEqual(self.run_.report(path), "<p>±</p>")
            self.assertEqual(path.read_text(encoding="utf-8"), "<p>±</p>")

    def test_cancel_changes_the_status(self) -> None:
        self.answer(status("cancelled"), 202)
        self.assertTrue(self.run_.cancel().is_over)
        self.assertEqual(self.requests[0].line, "POST /v1/runs/r1/cancel")

    def test_compare_takes_a_run(self) -> None:
        self.answer({"paired": True})
        self.assertTrue(self.run_.compare(self.run_)["paired"])
        self.assertEqual(self.requests[0].line, "GET /v1/runs/r1/comparison?with=r1")


class TableTests(RunCase):
    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_frame_has_a_row_for_each_metric(self) -> None:
        self.answer(RESULT)
        frame = self.run_.frame()
        self.assertEqual(list(frame.index), ["full.net", "ETH.price"])
        self.assertEqual(list(frame.columns), ["mean", "standardError", "unit"])
        self.assertEqual(frame.loc["full.net", "mean"], -1.5)

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_frame_tells_what_figures_of_ones_own_are(self) -> None:
        metrics = {"a.net": {"mean": 1.0}, "figures.tail": {"mean": 2.0}}
        figures = {"figures.tail": {"expression": "ES(a.net, 0.95)", "statistic": "es"}}
        frame = gpurisk.tables.frame({"metrics": metrics, "figures": figures})
        self.assertEqual(frame.loc["figures.tail", "expression"], "ES(a.net, 0.95)")

    @unittest.skipIf(pandas is None, "pandas is not installed")
    def test_frame_of_a_sweep_has_a_row_for_each_combination(self) -> None:
        metrics = {"a.net": RESULT["metrics"]["full.net"]}
        rows = [{"values": {"v": v}, "state": "succeeded", "metrics": metrics} for v in (1, 2)]
        frame = gpurisk.Sweep(self.client, {"id": "s", "rows": rows}).frame()
        self.assertEqual(list(frame.columns), ["v", "state", "a.net", "a.net s.e."])
        self.assertEqual(list(frame["v"]), [1, 2])

    def test_tables_without_their_libraries_say_what_is_missing(self) -> None:
        self.answer(RESULT)
        self.answer(b"")
        with unittest.mock.patch.dict(sys.modules, {"pandas": None, "pyarrow": None}):
            with self.assertRaisesRegex(ImportError, "pip install pandas"):
                self.run_.frame()
            with self.assertRaisesRegex(ImportError, "pip install pyarrow"):
                self.run_.distribution()
