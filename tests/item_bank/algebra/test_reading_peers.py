r"""
How much of what other readers' tests hold is read here.

Their texts are evaluation data and no part of the project. What is not read is
policy: integrals, limits and sums, `mod` between two numbers, commands run into
letters (`\sinx`), and what is asked about instead of guessed (`sin x/y`).
"""

import json

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from tests.parts import evaluation_data


@pytest.mark.parametrize(
    ("name", "share"),
    [("kas_parse_toparseas", 0.88), ("l2s_parse", 0.77), ("kas_compare", 1.0), ("kas_compare_form", 1.0)],
)
def test_most_of_what_peers_read_is_read(name: str, share: float) -> None:
    """
    No smaller share than was measured; the rest is refused with a code.
    """
    lines = evaluation_data("peer_vectors", f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["expected"] != "error"]
    read_rows = 0
    for row in rows:
        context = Context(functions=tuple(row["options"].get("functions", ())), expects="several")
        outcome = read(row["student"], context, "latex" if name == "l2s_parse" else "text")
        read_rows += not isinstance(outcome, Unreadable)

    assert read_rows >= share * len(rows)
