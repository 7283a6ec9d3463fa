"""What `acceptance` promises of items before they are written."""

from collections.abc import Sequence

import pytest

from item_bank.answers.answer import NumberAnswer
from item_bank.finding import Code, Finding, finding
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.importers.acceptance import native_errors, without_errors
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Help, Rung, Scaffold

SKILLS = {SkillId(name): Skill(id=SkillId(name), name=name) for name in ("add", "solve")}
FOUR = NumberAnswer(value="4")
ENDLESS = "{" * 400
"""Is refused with the whole file, wherever it stands."""
LONG = "Add. " * 40_000
"""Twice this is too much for a file."""


def step(name: str, *help_: Help, prompt: str = "What is $2 + 2$?", skill: str = "add") -> StepTemplate:
    """Make a step."""
    return StepTemplate(id=StepId(name), prompt=prompt, skills=(SkillId(skill),), answer=FOUR, help=help_)


def scaffold(name: str, *rungs: str) -> Scaffold:
    """Make a scaffold of step `a`."""
    return Scaffold(
        id=StepId(f"a/{name}"), prompt="And $4$?", answer=FOUR, rungs=tuple(Rung(text=text) for text in rungs)
    )


def item(*steps: StepTemplate, name: str = "p1") -> ItemTemplate:
    """Make an item."""
    return ItemTemplate(
        id=ItemId(name),
        title="Add",
        language="en",
        license="CC-BY-4.0",
        attribution="Somebody",
        prompt="Look.",
        steps=steps,
        skills=tuple(dict.fromkeys(skill for each in steps for skill in each.skills)),
    )


def errors(template: ItemTemplate) -> Sequence[Finding]:
    """Find an item's errors in a bank of two skills."""
    return native_errors(template, notes="", skills=SKILLS, pictures={})


def mended(template: ItemTemplate) -> ItemTemplate | None:
    """Take errors out until there are none."""
    left: ItemTemplate | None = template
    while left is not None and (found := errors(left)):
        left = without_errors(left, found, errors).item
    return left


def test_a_good_item_has_no_errors() -> None:
    """
    What the bank check accepts is accepted.
    """
    assert () == errors(item(step("a", Rung(text="Count."), scaffold("h1", "Think."))))


@pytest.mark.parametrize(
    ("broken", "left"),
    [
        (item(step("a"), step("b", prompt="@{x}", skill="solve")), item(step("a"))),
        (item(step("a", Rung(text="@{x}"), Rung(text="Count."))), item(step("a", Rung(text="Count.")))),
        (item(step("a", scaffold("h1", "@{x}", "Think."))), item(step("a", scaffold("h1", "Think.")))),
        (item(step("a", scaffold("h1"), scaffold("h1"))), item(step("a", scaffold("h1")))),
        (item(step("a", scaffold("h" * 200))), item(step("a"))),
        (item(step("a"), step("a", prompt="Again?")), item(step("a"))),
        (item(step("a"), step("b", skill="unheard-of")), item(step("a"))),
        (item(step("a"), step("b", prompt=ENDLESS)), item(step("a"))),
        (item(step("a", Rung(text="Count."), Rung(text=ENDLESS))), item(step("a", Rung(text="Count.")))),
        (item(step("a", prompt=LONG), step("b", prompt=LONG)), item(step("a", prompt=LONG))),
        (item(step("a"), name="no id"), None),
        (item(step("a", prompt="\x00")), None),
    ],
)
def test_only_what_has_errors_is_taken_out(broken: ItemTemplate, left: ItemTemplate | None) -> None:
    """
    A hint, a rung of a scaffold, a step, or all of the item, and its skills with it.
    """
    assert left == mended(broken)


def test_what_is_taken_out_is_said() -> None:
    """
    Each part comes with the check's own sentence.
    """
    broken = item(step("a", Rung(text="@{x}")), step("b", prompt="@{x}"))
    removed = without_errors(broken, errors(broken), errors).removed

    assert [("a", True), ("b", False)] == [(part.step, part.is_hint) for part in removed]
    assert all("@{x}" in part.sentence for part in removed)


def test_an_error_at_no_part_of_the_item_takes_all_of_it() -> None:
    """
    Taking out always comes to an end.
    """
    nowhere = finding(Code.EMPTY_TEXT, "p1.yaml", ("steps", 0, "hints", 7), says="Empty.", fix="Write it.")
    sound = without_errors(item(step("a")), [nowhere], errors)

    assert sound.item is None
    assert ["Empty."] == [part.sentence for part in sound.removed]
