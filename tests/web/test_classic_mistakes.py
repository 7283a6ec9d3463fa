"""What a learner sees of the classic mistakes, in a real browser: the line marked, and help about that mistake."""

import re
from collections.abc import Callable
from typing import Final

import msgspec
import pytest
from playwright.sync_api import Page, expect

from item_bank.ids import ItemId
from tests.web.practising import PRACTICE, School, enter, practise, settled, tab_to, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """
    A classic mistake in an exercise of the starter bank.

    `task` finds the numbers of the step's first line, `lines` writes the working
    that a learner makes of them, `wrong` is the line that has to be marked, and
    `about` is in the words of the help.
    """

    item: str
    step: int = 0
    language: str = "en"
    task: str
    lines: Callable[..., list[str]]
    wrong: int
    about: str


def _added(a: int, b: int, c: int, d: int) -> list[str]:
    return [f"{a}/{b} + {c}/{d}", f"{a + c}/{b + d}"]


CLASSIC: Final = {
    "distribution to the first term only": Mistake(
        item="bracket-equation",
        task=r"(\d+)\*\(x -(\d+)\) = (-?\d+)",
        lines=lambda a, b, c: [f"{a}(x - {b}) = {c}", f"{a}x - {b} = {c}"],
        wrong=2,
        about="multiplies everything inside",
    ),
    "sign lost when a term is moved": Mistake(
        item="what-went-in",
        task=r"(\d+)x \+ (\d+) = (-?\d+)",
        lines=lambda a, b, c: [f"{a}x + {b} = {c}", f"{a}x = {c + b}", f"x = {c + b}/{a}"],
        wrong=2,
        about="undo",
    ),
    "tops and bottoms added": Mistake(
        item="add-same-denominator",
        task=r"(\d+)/(\d+) \+ (\d+)/(\d+)",
        lines=_added,
        wrong=2,
        about="size of the pieces",
    ),
    "tops and bottoms added, in German": Mistake(
        item="add-same-denominator",
        language="de",
        task=r"(\d+)/(\d+) \+ (\d+)/(\d+)",
        lines=_added,
        wrong=2,
        about="Größe der Stücke",
    ),
    "one term divided only": Mistake(
        item="length-of-a-playground",
        task=r"\((\d+)x \+ (\d+)\)/(\d+)",
        lines=lambda a, b, c: [f"({a}x + {b})/{c}", f"{a // c}x + {b}"],
        wrong=2,
        about="each of its terms",
    ),
    "square of a sum as the sum of squares": Mistake(
        item="square-of-a-sum",
        task=r"\(x \+ (\d+)\)\*\(x \+ \d+\)",
        lines=lambda a: [f"(x + {a})^2", f"x^2 + {a * a}"],
        wrong=2,
        about="square",
    ),
    "inequality sign not turned": Mistake(
        item="unknown-taken-away",
        step=1,
        task=r"(\d+) - (\d+)x >= (\d+)",
        lines=lambda a, b, c: [f"{a} - {b}x >= {c}", f"-{b}x >= {c - a}", f"x >= {(c - a) // -b}"],
        wrong=3,
        about="negative number",
    ),
}


@pytest.mark.parametrize("name", CLASSIC)
def test_the_line_is_marked_and_the_help_is_about_the_mistake(page: Page, school: School, name: str) -> None:
    """
    Who writes the lines of a classic mistake sees which one went wrong, and words about that mistake in their language.
    """
    mistake = CLASSIC[name]
    learner = re.sub(r"\W+", "-", name)
    practise(page, school, learner, item=mistake.item, variant=0, language=mistake.language)
    view = settled(page)
    steps = school.bank.open(ItemId(view["item"]), view["variant"]).variant.steps
    for before in steps[: mistake.step]:
        enter(page, before.answer.value)
        until(page, f"{PRACTICE}.opportunity.next_n > {view['next_n']}")
        view = settled(page)
    numbers = re.fullmatch(mistake.task, steps[mistake.step].solution[0])
    assert numbers is not None, steps[mistake.step].solution
    lines = mistake.lines(*map(int, numbers.groups()))
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "textarea")

    page.keyboard.type("\n".join(lines))
    page.keyboard.press("Control+Enter")
    until(page, f"{PRACTICE}.opportunity.next_n > {view['next_n']}")
    tried = settled(page)["tries"][-1]
    shown = page.locator("misstep-practice .tries > li").last

    assert ("incorrect", mistake.wrong) == (tried["judged"]["verdict"], tried["judged"]["first_wrong"])
    assert [place == mistake.wrong for place in range(1, len(lines) + 1)] == [
        "bad" in (line.get_attribute("class") or "") for line in shown.locator(".lines li").all()
    ]
    assert "mistake" == tried["hint"]["specificity"]
    expect(shown.locator(".hint")).to_contain_text(mistake.about)
