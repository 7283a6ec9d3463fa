"""What `docs/hints.md` promises of the guards: every code has its row, and its example is refused by it alone first."""

import re
from pathlib import Path

import pytest

from hints.guards.guard import GuardContext, Passed, RefusalCode, Refused, guard, refusals
from item_bank.answers.answer import EquationAnswer, NumberAnswer

PAGE = Path(__file__).parents[3] / "docs" / "hints.md"
ROW = re.compile(r"^\| `(?P<code>\w+)` \| [^|]+ \| (?P<bad>[^|]*) \| (?P<good>[^|]*) \|$", re.MULTILINE)
ROWS = [(found["code"], found["bad"].strip(), found["good"].strip()) for found in ROW.finditer(PAGE.read_text("utf-8"))]
CONTEXT = GuardContext(
    answers=(NumberAnswer(value="5"), EquationAnswer(value="x = 5")),
    given=("Solve $3(x+2)=21$.", "3x + 6 = 21", "3x = 27"),
    next_lines=("3x = 15",),
    first_wrong=2,
)
YOUNG = GuardContext(answers=CONTEXT.answers, given=CONTEXT.given, grade="3-5")


def test_every_code_has_its_row() -> None:
    """
    In the order in which the guards are asked.
    """
    assert [code.value for code in RefusalCode] == [code for code, _, _ in ROWS]


@pytest.mark.parametrize(("code", "bad", "good"), [row for row in ROWS if row[1] != "–"])
def test_every_example_is_what_it_is_said_to_be(code: str, bad: str, good: str) -> None:
    """
    What is refused is refused with that code, and what passes passes.
    """
    context = YOUNG if code == "reading_level" else CONTEXT
    found = guard(bad, (), context)

    assert isinstance(found, Refused)
    assert code in {one.code for one in refusals(bad, (), context)}
    assert Passed() == guard(good, (), context)
