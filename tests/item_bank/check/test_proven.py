"""What `proven` promises of solution lines that rest on numbers alone."""

from pathlib import Path

import pytest

from item_bank.algebra.proving.prover import Prover
from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.small_bank import SMALL_BANK, write_bank

pytestmark = pytest.mark.slow


ITEM = """format: 1
id: identity
title: An identity
skills: [add]
prompt: Write it more simply.
steps:
  - id: simpler
    unknowns: [x]
    answer: {{kind: expression, value: "{last}"}}
    solution:
      - "{first}"
      - "{last}"
"""


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("2sin(x)cos(x)", "sin(2x)", []),
        ("x(x + 1)", "x^2 + x", []),
        ("sqrt(x^2 + 2x + 1)", "abs(x + 1)", [Code.SOLUTION_UNPROVEN]),
    ],
)
def test_what_numbers_say_is_proven_or_said_to_be_unproven(
    first: str, last: str, codes: list[Code], tmp_path: Path
) -> None:
    """
    A real prover proves what it can; what is exact needs none, and the rest is a note and no error.
    """
    files = {**SMALL_BANK, "items/identity.yaml": ITEM.format(first=first, last=last)}
    loaded = load_bank(write_bank(tmp_path, files))
    with Prover() as prover:
        checked = check_bank(loaded, proves=prover.equal)

    assert codes == [one.code for one in checked.findings if one.file == "items/identity.yaml"]
    assert checked.content is not None


def test_a_refuted_line_is_an_error(tmp_path: Path) -> None:
    """
    Where numbers were mistaken, the proof decides.
    """
    files = {**SMALL_BANK, "items/identity.yaml": ITEM.format(first="2sin(x)cos(x)", last="sin(2x)")}
    checked = check_bank(load_bank(write_bank(tmp_path, files)), proves=lambda _left, _right, _setting: False)

    assert Code.SOLUTION_BREAKS in [one.code for one in checked.findings]
    assert checked.content is None
