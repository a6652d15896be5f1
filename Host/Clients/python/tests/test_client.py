"""Requests of the client, and what it does where they are not answered."""

from __future__ import annotations

import os
import pathlib
import socket
import tempfile
import unittest
import unittest.mock
from urllib.parse import parse_qsl, urlsplit

import gpurisk

from .scripted import ScriptedCase, status

TEXT = "scenario: small\nkernel: impermanent-loss\n"

ERROR = {"line": 3, "column": 5, "key": "assets.ETH.price", "message": "found -1"}


class SubmitTests(ScriptedCase):
    def test_submit_tells_that_something_else_answers(self) -> None:
        for body in (b"<html>", b'{"id":', b"[1, 2]", b"{}", b"null", b"3", b"\xff\xfe\xff", b""):
            with self.subTest(body):
                self.answer(body)
                with self.assertRaisesRegex(gpurisk.ServiceError, "does not answer as a gpurisk"):
                    self.client.submit(TEXT)

    def test_submit_takes_refusals_of_any_shape(self) -> None:
        for body in ({"errors": [1]}, {"errors": "x"}, {"detail": 7}, {"errors": {"a": 1}}):
            with self.subTest(body):
                self.answer(body, 400)
                with self.assertRaises(gpurisk.ServiceError) as refusal:
                    self.client.submit(TEXT)
                self.assertEqual(refusal.exception.status, 400)

    def test_wait_tells_that_something_else_sends_events(self) -> None:
        for data in ("<html>", "3", "{}"):
            with self.subTest(data):
                self.answer(status("queued"), 202)
                self.events(f"event: run\ndata: {data}\n\n")
                with self.assertRaisesRegex(gpurisk.ServiceError, "does not answer as a gpurisk"):
                    self.client.submit(TEXT).wait()

    def test_submit_says_all_that_was_asked(self) -> None:
        self.answer(status("queued"), 202)
        run = self.client.submit(
            TEXT,
            paths=1000,
            seed=3,
            precision="float64",
            priority=9,
            deadline_seconds=60,
            settings={"a.b": 0.5, "c": [1, 2], "d": "x&y"},
        )
        request = self.requests[0]
        self.assertEqual(run.id, "r1")
        self.assertEqual(
            parse_qsl(urlsplit(request.line.split()[1]).query),
            [
                ("paths", "1000"),
                ("seed", "3"),
                ("precision", "float64"),
                ("priority", "9"),
                ("deadlineSeconds", "60"),
                ("set", "a.b=0.5"),
                ("set", "c=[1, 2]"),
                ("set", "d=x&y"),
            ],
        )
        self.assertEqual(request.body, TEXT.encode())
        self.assertEqual(request.headers["content-type"], "application/yaml")

    def test_submit_takes_a_dict_as_json(self) -> None:
        self.answer(status("queued"), 202)
        self.client.submit({"scenario": "small"})
        self.assertEqual(self.requests[0].body, b'{"scenario": "small"}')
        self.assertEqual(self.requests[0].headers["content-type"], "application/json")

    def test_submit_lost_connections_repeat_it_under_the_same_key(self) -> None:
        self.lose()
        self.lose()
        self.answer(status("queued"), 202)
        self.client.submit(TEXT)
        keys = {request.headers["idempotency-key"] for request in self.requests}
        self.assertEqual(len(self.requests), 3)
        self.assertEqual(len(keys), 1)
        self.assertEqual(self.waits, [0.5, 1.0])

    def test_submit_errors_name_the_file(self) -> None:
        self.answer({"title": "Errors", "errors": [{**ERROR, "file": "scenario"}]}, 422)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "small.yaml")
            path.write_text(TEXT)
            with self.assertRaises(gpurisk.ScenarioError) as caught:
                self.client.submit(path)
        error = caught.exception
        self.assertEqual(str(error), f"{path}:3:5: assets.ETH.price: found -1")
        self.assertEqual((error.errors[0].line, error.status), (3, 422))

    def test_submit_missing_file_is_told_before_anything_is_sent(self) -> None:
        with self.assertRaises(FileNotFoundError):
            self.client.submit("no-such-file.yaml")
        self.assertEqual(self.requests, [])


class RetryTests(ScriptedCase):
    def test_refusal_that_passes_is_waited_for_as_long_as_the_service_says(self) -> None:
        for code in (429, 503):
            self.answer({}, code, Retry_After="7")
        self.answer([])
        self.assertEqual(self.client.devices(), [])
        self.assertEqual(self.waits, [7.0, 7.0])

    def test_refusal_that_takes_too_long_is_told(self) -> None:
        self.answer({"title": "Quota", "detail": "Too many runs."}, 429, Retry_After="600")
        with self.assertRaises(gpurisk.ServiceError) as caught:
            self.client.submit(TEXT)
        self.assertEqual(str(caught.exception), "Too many runs.")
        self.assertEqual((caught.exception.status, caught.exception.retry_after), (429, 600.0))
        self.assertEqual(self.waits, [])

    def test_connection_never_there_is_told_after_the_last_attempt(self) -> None:
        for _ in range(4):
            self.lose()
        with self.assertRaisesRegex(gpurisk.ServiceError, "cannot be reached") as caught:
            self.client.about()
        self.assertIsNone(caught.exception.status)
        self.assertEqual(self.waits, [0.5, 1.0, 2.0])

    def test_service_that_is_not_there_is_told_at_once(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
        for address in (url, "http://nobody.invalid:5080"):
            retry = gpurisk.RetryPolicy(sleep=self.waits.append)
            client = gpurisk.Client(address, "", retry=retry)
            with self.assertRaisesRegex(gpurisk.ServiceError, "cannot be reached") as told:
                client.submit("a: 1\n")
            self.assertEqual(self.waits, [])
            if address == url:
                self.assertIn("gpurisk serve", str(told.exception))

    def test_service_that_goes_away_is_waited_for_and_told(self) -> None:
        self.answer([])
        self.client.scenarios()
        self._server.shutdown()
        self._server.server_close()
        with self.assertLogs("gpurisk", "WARNING") as log:
            with self.assertRaises(gpurisk.ServiceError):
                self.client.scenarios()
        self.assertEqual(self.waits, [0.5, 1.0, 2.0])
        self.assertIn("the connection was lost", log.output[0])
        self.assertIn("attempt 2 of 4 in 0.5 s", log.output[0])

    def test_what_a_service_says_does_not_steer_the_terminal(self) -> None:
        self.answer({"detail": "no\x1b[31m\u202eway\x9b"}, code=400)
        with self.assertRaises(gpurisk.ServiceError) as told:
            self.client.scenarios()
        self.assertEqual(str(told.exception), "no\\u001b[31m\\u202eway\\u009b")

    def test_answer_cut_short_is_asked_for_again(self) -> None:
        self.answer([1, 2, 3], length=100)
        self.answer([])
        self.assertEqual(self.client.devices(), [])

    def test_refusal_of_something_else_is_told_by_its_status(self) -> None:
        self.answer(b"<html>", 502, "text/html")
        with self.assertRaisesRegex(gpurisk.ServiceError, "HTTP 502"):
            self.client.queue()

    def test_redirect_is_not_followed(self) -> None:
        self.answer({}, 302, Location=f"{self.url}/elsewhere")
        with self.assertRaises(gpurisk.ServiceError):
            self.client_with("gpurisk_a_secret").about()
        self.assertEqual(len(self.requests), 1)


class KeyTests(ScriptedCase):
    def test_key_is_sent_and_never_shown(self) -> None:
        self.answer({})
        client = self.client_with("gpurisk_a_secret")
        client.about()
        self.assertEqual(
            self.requests[0].headers["authorization"], "Bearer gpurisk_a_secret"
        )
        self.assertNotIn("secret", repr(client))

    def test_key_with_a_line_break_is_refused_unseen(self) -> None:
        with self.assertRaises(ValueError) as caught:
            self.client_with("gpurisk_a_secret\nX: y")
        self.assertNotIn("secret", str(caught.exception))

    def test_environment_names_service_and_key(self) -> None:
        self.answer({})
        given = {"GPURISK_SERVER": self.url + "/", "GPURISK_API_KEY": "gpurisk_b_c"}
        with unittest.mock.patch.dict(os.environ, given):
            gpurisk.Client().about()
        self.assertEqual(self.requests[0].line, "GET /v1/about")
        self.assertEqual(self.requests[0].headers["authorization"], "Bearer gpurisk_b_c")

    def test_key_of_a_service_of_the_same_user_is_found(self) -> None:
        with tempfile.TemporaryDirectory() as state:
            keys = pathlib.Path(state, "gpurisk", "keys")
            keys.mkdir(parents=True)
            (keys / "5080").write_text("gpurisk_local\n")
            with unittest.mock.patch.dict(os.environ, {"XDG_STATE_HOME": state}):
                found = [
                    gpurisk.Client(url)._transport._key
                    for url in (
                        "http://127.0.0.1:5080",
                        "http://localhost:5080/",
                        "http://[::1]:5080",
                        "http://127.0.0.1:5081",
                        "http://192.0.2.1:5080",
                        "http://localhost.example:5080",
                    )
                ]
                given = gpurisk.Client("http://127.0.0.1:5080", "other")._transport._key
        self.assertEqual(found, ["gpurisk_local"] * 3 + [None] * 3)
        self.assertEqual(given, "other")

    def test_address_without_scheme_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "as http://"):
            gpurisk.Client("127.0.0.1:5080")


class ListTests(ScriptedCase):
    def test_runs_go_through_all_pages(self) -> None:
        self.answer({"runs": [status("failed", id="a")], "next": "x y"})
        self.answer({"runs": [status("failed", id="b")], "next": None})
        runs = list(self.client.runs(state="failed"))
        self.assertEqual([run.id for run in runs], ["a", "b"])
        self.assertEqual(
            [request.line for request in self.requests],
            ["GET /v1/runs?state=failed", "GET /v1/runs?state=failed&after=x+y"],
        )

    def test_runs_stop_at_the_limit(self) -> None:
        self.answer({"runs": [status("failed", id="a")], "next": "more"})
        self.assertEqual(len(list(self.client.runs(limit=1))), 1)

    def test_sweep_names_values_and_metrics(self) -> None:
        row = {"values": {"r": [1, 2]}, "run": "r1", "state": "succeeded", "metrics": {}}
        sweep = {"id": "s1", "scenario": "x", "state": "succeeded", "rows": [row]}
        self.answer({**sweep, "combinations": 2, "done": 1}, 202)
        self.client.sweep(TEXT, {"r": [[1, 2], [0, 3]], "v": "1:2:3"}, metrics=["x.net"])
        self.assertEqual(
            parse_qsl(urlsplit(self.requests[0].line.split()[1]).query),
            [("vary", "r=[1, 2],[0, 3]"), ("vary", "v=1:2:3"), ("metric", "x.net")],
        )

    def test_validate_invalid_is_no_exception(self) -> None:
        self.answer({"valid": False, "errors": [ERROR]})
        self.assertFalse(self.client.validate(TEXT, settings=["paths=1"])["valid"])
        self.assertEqual(self.requests[0].line, "POST /v1/validate?set=paths%3D1")
