"""What `worker` promises: one reply a line, whatever the line."""

import io
import sys

import msgspec
import pytest

from item_bank.algebra.proving import worker
from item_bank.algebra.proving.wire import Equal, Factor, Failed, Found, Question, Solve, encode
from tests.item_bank.algebra.compared import STANDARD, tree_of

pytestmark = pytest.mark.slow


def replies(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> list[Found | Failed]:
    """Run the worker in this process, without its limits, which would stay."""
    if sys.platform != "win32":
        monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    said = io.BytesIO()
    worker.main(io.BytesIO(b"\n".join(lines) + b"\n"), said)
    return [msgspec.json.decode(line, type=Found | Failed) for line in said.getvalue().splitlines()]


def test_each_line_has_its_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    In order, and what is no question does not end it.
    """
    x, four = encode(tree_of("x^2")), encode(tree_of("4"))
    questions: list[Question] = [
        Equal(x, x, STANDARD),
        Equal(x, encode(tree_of("y")), STANDARD),
        Solve(x, four, "x", STANDARD),
        Solve(encode(tree_of("sin(x)")), encode(tree_of("0")), "x", STANDARD),
        Factor(x, STANDARD),
    ]
    found = replies(monkeypatch, b"no question", *map(msgspec.json.encode, questions))

    assert [Failed("beyond"), Found(equal=True), Failed("beyond")] == found[:3]
    assert Found(trees=[["Negate", ["Number", "2"]], ["Number", "2"]]) == found[3]
    assert Failed("beyond") == found[4]
    assert Found(trees=[["Power", ["Name", "x"], ["Number", "2"]]]) == found[5]
