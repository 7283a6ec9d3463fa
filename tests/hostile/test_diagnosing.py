"""Hostile texts through every entry of `misstep diagnose` end in a reply, or an error with its sentence."""

import io
from typing import Any, get_args

import msgspec
import pytest

from api.commands.diagnose import run_lines
from api.diagnosis.diagnosing_items import Items
from item_bank.algebra.context import Format
from item_bank.algebra.residue import Points
from tests.hostile.texts import TEXTS
from tests.item_bank.small_bank import write_bank

pytestmark = pytest.mark.slow


FORMATS: tuple[Format, ...] = get_args(Format)
POINTS = Points(b"a secret of the server, kept away", "hostile")


def entries(text: str) -> list[dict[str, object]]:
    """
    Put a text at each place where a case may hold one.
    """
    return [
        {"lines": [text]},
        {"lines": ["2x+3=11", text, "x=4"]},
        {"lines": [text, text]},
        {"lines": ["x=4"], "context": {"statement": text}},
        {"before": text, "after": "x=4"},
        {"before": "(2, 3)", "after": text},
        {"before": "2x=8", "after": "x=4", "action": {"operation": "DIV_SIDE", "input": text}},
        {"item": "two-step", "step": "divide", "response": text},
        {"item": "two-step", "step": "undo", "response": ["2x+3=11", text]},
        {"item": "two-step", "step": "divide", "response": "7", "earlier": [text, text]},
    ]


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> Items:
    """
    Open the small bank once.
    """
    return Items(write_bank(tmp_path_factory.mktemp("bank")))


@pytest.mark.parametrize("written", FORMATS)
def test_every_entry_ends_in_a_value(items: Items, written: Format) -> None:
    """
    Each case has its one reply, in order: relations, or an error that says why there are none.
    """
    cases = [{"id": place, "format": written, **case} for place, case in enumerate(everywhere())]
    out = io.BytesIO()
    run_lines(io.BytesIO(b"\n".join(map(msgspec.json.encode, cases))), out, POINTS, items)
    replies: list[dict[str, Any]] = [msgspec.json.decode(line) for line in out.getvalue().splitlines()]

    assert len(cases) == len(replies)
    for case, reply in zip(cases, replies, strict=True):
        if "error" in reply:
            assert reply["error"]["sentence"].endswith(".")
            assert reply["id"] in (case["id"], None)
        else:
            assert (case["id"], True) == (reply["id"], isinstance(reply["relations"], list))


def everywhere() -> list[dict[str, object]]:
    """
    Put all texts that are JSON at all at all places.
    """
    sound = [text for text in TEXTS if text.encode("utf-8", "replace").decode() == text]
    return [case for text in sound for case in entries(text)]
