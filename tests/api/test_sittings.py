"""
The rules that nothing may break, held over whole sittings through the doors.

One learner before the whole service over a SQLite file: routes, decoding,
session, record. Opens, answers right and wrong, types garbage, asks, repeats,
uses a second tab, skips; the service restarts. What the session promises in
every corner is held in tests/practice/test_rules.py; here the same is held of
what comes out over HTTP.
"""

import asyncio
import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from hints.guards.leak import leaks
from item_bank.answers.answer import Answer
from item_bank.ids import ItemId
from item_bank.variant import Scaffold
from mastery.model import DEFAULT_MODEL
from practice.record.sqlite import FILE_NAME, open_sqlite
from practice.replay import replay
from tests.api.service import Service, starter

ROOT = "/v1/learners/otter/opportunities"
HELPED = {"incorrect", "wrong_form", "no_progress", "invalid", "unknown", "asked"}
FREE = {"correct", "no_progress", "invalid", "asked"}
"""Verdicts that never use a try (README)."""
GARBAGE = ("((", "3 +* 4", "9" * 200, "2^2^2^2^99", "\u202e1\u0000", "= =", "__import__('os')", "\ud7ff")


class Sitting(RuleBasedStateMachine):
    """A learner's sitting before the service."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / FILE_NAME
        self.count = itertools.count(1)
        self.start()
        self.service.learner("otter")
        self.view: dict[str, Any] | None = None
        self.said: dict[str, tuple[dict[str, Any], bytes]] = {}

    @property
    def token(self) -> str:
        """A fresh token: the clock moves further than one lives."""
        return self.service.token("otter")

    def start(self) -> None:
        """Open the record and build the service on it."""
        self.record = open_sqlite(self.path)
        self.service = Service(self.record)
        # Hypothesis repeats a sitting, so ids and draws are counted, on over restarts.
        self.service.services.new_seed = lambda: next(self.count)
        self.service.services.new_id = lambda: f"{next(self.count):032x}"

    def teardown(self) -> None:
        """Repeat all that was ever sent: each reply is still the first one, and the events fold to the snapshots."""
        for path, (body, reply) in self.said.items():
            assert reply == self.service.call("PUT", path, self.token, json=body).content
            assert reply == self.service.call("GET", path, self.token).content
        assert () == replay(self.record, model=DEFAULT_MODEL).differences
        asyncio.run(self.record.close())
        self.folder.cleanup()

    # What a learner does

    @rule()
    def open(self) -> None:
        """Ask for the next exercise; an open one comes again."""
        again = self._open() and self.view and self.view["opportunity"]
        self.view = self.service.ok("POST", ROOT, self.token, json={})
        assert again in {None, False, self.view["opportunity"]}
        assert self.view["reason"]["sentence"]

    @precondition(lambda self: self._open())
    @rule()
    def answer_right(self) -> None:
        """Enter the key of the open step."""
        step, key = self._asked()
        reply = self._send({"step": step, "response": {"kind": "final", "text": key.value}})
        assert "correct" == reply["judged"]["verdict"]

    @precondition(lambda self: self._open())
    @rule(number=st.integers(1_000, 9_999))
    def answer_wrong(self, number: int) -> None:
        """Enter a number far off, as an equation where one is asked."""
        step, _ = self._asked()
        self._send({"step": step, "response": {"kind": "final", "text": f"{number}/7"}})

    @precondition(lambda self: self._open())
    @rule(lines=st.lists(st.sampled_from(["2x = 4", "x = 2", "1/2", "", "3 + 4 = 7", "x"]), max_size=4))
    def write_lines(self, lines: list[str]) -> None:
        """Enter lines of working."""
        step, _ = self._asked()
        self._send({"step": step, "response": {"kind": "working", "lines": lines}})

    @precondition(lambda self: self._open())
    @rule(text=st.sampled_from(GARBAGE))
    def type_garbage(self, text: str) -> None:
        """Enter what is no mathematics: never right, and never a fault."""
        step, _ = self._asked()
        assert "correct" != self._send({"step": step, "response": {"kind": "final", "text": text}})["judged"]["verdict"]

    @precondition(lambda self: self._open())
    @rule(blank=st.sampled_from([{"kind": "stuck"}, {"kind": "final", "text": " "}]))
    def ask(self, blank: dict[str, str]) -> None:
        """Say "I'm stuck", or send nothing."""
        step, _ = self._asked()
        assert "asked" == self._send({"step": step, "response": blank})["judged"]["verdict"]

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """Send a try again, as after a lost reply: the same bytes come back."""
        path = data.draw(st.sampled_from(sorted(self.said)))
        body, reply = self.said[path]
        assert reply == self.service.call("PUT", path, self.token, json=body).content

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def use_a_second_tab(self, data: st.DataObject) -> None:
        """Send another body under a used number: refused, and the recorded reply stands."""
        path = data.draw(st.sampled_from(sorted(self.said)))
        body, reply = self.said[path]
        other = body | {"response": {"kind": "final", "text": "another tab's"}}
        assert (409, "try_conflict") == self.service.refused("PUT", path, self.token, json=other)
        assert reply == self.service.call("GET", path, self.token).content

    @precondition(lambda self: self._open())
    @rule(ahead=st.integers(1, 60))
    def be_out_of_order(self, ahead: int) -> None:
        """Leave numbers out: refused, and nothing is recorded."""
        assert self.view is not None
        path = self._path(self.view["next_n"] + ahead)
        body = {"step": self.view["open"][-1], "response": {"kind": "stuck"}}
        status, _ = self.service.refused("PUT", path, self.token, json=body)
        assert status in {404, 409}

    @precondition(lambda self: self._open())
    @rule()
    def skip(self) -> None:
        """End the exercise unsolved."""
        assert self.view is not None
        path = f"{ROOT}/{self.view['opportunity']}/ending"
        self.view = self.service.ok("PUT", path, self.token, json={"how": "skipped"})
        assert "skipped" == self.view["ended"]["how"]

    @rule(back=st.booleans())
    def let_time_pass(self, back: bool) -> None:
        """Let an hour pass, or the clock jump back by one."""
        self.service.now += -3_600_000 if back else 3_600_000

    @rule()
    def restart(self) -> None:
        """Stop the service and start it again on the same file."""
        now = self.service.now
        asyncio.run(self.record.close())
        self.start()
        self.service.now = now

    # What holds after each

    @invariant()
    def what_is_seen_is_what_was_recorded(self) -> None:
        """See that the opportunity read anew is the one in view, with every try as entered."""
        if self.view is None:
            return
        path = f"{ROOT}/{self.view['opportunity']}"
        assert self.view == self.service.ok("GET", path, self.token)
        sent = [self.said[f"{path}/tries/{one['n']}"][0] for one in self.view["tries"]]
        for body, one in zip(sent, self.view["tries"], strict=True):
            assert body["response"].items() <= one["response"].items()
        assert list(range(1, self.view["next_n"])) == [one["n"] for one in self.view["tries"]]

    @invariant()
    def mastery_stays_within_bounds(self) -> None:
        """See that expected accuracy is a probability, with its bound below it."""
        for skill in self.service.ok("GET", "/v1/learners/otter/mastery", self.token)["skills"]:
            assert 0 <= skill["lower"] <= skill["accuracy"] <= 1

    # Help

    def _open(self) -> bool:
        return self.view is not None and self.view["ended"] is None

    def _path(self, n: int) -> str:
        assert self.view is not None
        return f"{ROOT}/{self.view['opportunity']}/tries/{n}"

    def _asked(self) -> tuple[str, Answer]:
        """Give the step that is open last, and its key."""
        assert self.view is not None
        variant = starter().open(ItemId(self.view["item"]), self.view["variant"]).variant
        step = self.view["open"][-1]
        parts = [*variant.steps, *(one for part in variant.steps for one in part.help if isinstance(one, Scaffold))]
        return step, next(part.answer for part in parts if part.id == step)

    def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        """Send a try, hold its reply to the rules and the table of verdicts, and look at the exercise anew."""
        assert self.view is not None
        path, before = self._path(self.view["next_n"]), self.view
        _, key = self._asked()
        reply = self.service.call("PUT", path, self.token, json=body)
        assert 200 == reply.status_code, reply.text
        self.said[path] = body, reply.content
        told: dict[str, Any] = msgspec.json.decode(reply.content)
        verdict = told["judged"]["verdict"]
        if verdict in HELPED:
            assert told["hint"] is not None
        if verdict in FREE:
            assert not told["uses_try"]
        if verdict == "incorrect":
            assert told["uses_try"]
        if told["hint"] is not None and told["hint"]["source"] not in {"reading", "worked"}:
            assert not leaks(told["hint"]["text"]["text"], key, given=self._given(before, body))
        self.view = self.service.ok("GET", path.rpartition("/tries/")[0], self.token)
        return told

    @staticmethod
    def _given(view: dict[str, Any], body: dict[str, Any]) -> list[str]:
        """List what the learner knows already: prompts, and what they entered."""
        shown = [step["shown"] for step in view["steps"] if step["shown"]]
        shown += [scaffold for step in view["steps"] for scaffold in step["scaffolds"]]
        response = body["response"]
        return [
            view["shown"]["prompt"]["text"],
            *(one["prompt"]["text"] for one in shown),
            *(choice["text"]["text"] for one in shown for choice in one["choices"]),
            response.get("text", ""),
            *response.get("lines", ()),
        ]


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def sit(examples: int, steps: int) -> None:
    """
    Let Hypothesis find a sitting that breaks a rule.
    """
    run_state_machine_as_test(
        Sitting,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=QUIET),
    )


@pytest.mark.slow
def test_the_rules_hold_through_the_doors() -> None:
    """
    Twenty-five sittings of up to 25 actions break no rule.
    """
    sit(examples=25, steps=25)


@pytest.mark.prove
def test_the_rules_hold_through_the_doors_for_long() -> None:
    """
    Two hundred sittings of up to fifty actions break no rule.
    """
    sit(examples=200, steps=50)
