"""What proposals promise: every line follows, and a drawn sister is the question itself in one of its draws."""

from collections.abc import Sequence

import pytest

from item_bank.answers.answer import (
    Answer,
    ExpressionAnswer,
    InequalityAnswer,
    NumberAnswer,
    SolutionsAnswer,
)
from item_bank.finding import Finding
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.importers.acceptance import native_errors
from item_bank.proposing.proposal import DRAWN_TAG, LINES_TAG, Proposal, propose
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Rung

SKILL = Skill(id=SkillId("skill"), name="Skill")


def errors(item: ItemTemplate) -> Sequence[Finding]:
    """Find what the bank check calls an error."""
    return native_errors(item, notes="", skills={SKILL.id: SKILL}, pictures={})


def proposed(prompt: str, answer: Answer, *hints: str, title: str = "Work it out", around: str = "") -> Proposal:
    """Propose for an item of one step."""
    step = StepTemplate(
        id=StepId("s"), prompt=prompt, skills=(SKILL.id,), answer=answer, help=tuple(Rung(text=hint) for hint in hints)
    )
    item = ItemTemplate(
        id=ItemId("item"),
        title=title,
        language="en",
        license="CC-BY-4.0",
        attribution="Someone",
        prompt=around or prompt,
        steps=(step,),
        skills=(SKILL.id,),
    )
    return propose(item, errors)


@pytest.mark.parametrize(
    ("prompt", "answer", "lines"),
    [
        ("$4k-1=7k+17$", NumberAnswer(value="-6", unknowns=("k",)), ("4k - 1 = 7k + 17", "-3k = 18", "k = -6")),
        (
            r"Solve $\frac{1}{4}\left(20d+12\right)=d+7$.",
            NumberAnswer(value="1", unknowns=("d",)),
            ("(1/4)(20d + 12) = d + 7", "4d = 4", "d = 1"),
        ),
        (
            "$7^2-2(4(5+1))$",
            NumberAnswer(value="1"),
            ("7^2 - 2(4(5 + 1))", "49 - 2(4(5 + 1))", "49 - 2(4(6))", "49 - 2(24)", "49 - 48", "1"),
        ),
        (r"$\sqrt{45}$", NumberAnswer(value="3 sqrt(5)", form="simplified"), ("sqrt(45)", "3 sqrt(5)")),
        ("Factor $x^2+5x+6$.", ExpressionAnswer(value="(x+2)(x+3)", form="factored"), ("x^2 + 5x + 6", "(x+2)(x+3)")),
        (
            "$x^2=5x-6$",
            SolutionsAnswer(value="x = 2 or x = 3", unknowns=("x",)),
            ("x^2 = 5x - 6", "x^2 - 5x + 6 = 0", "x = 2 or x = 3"),
        ),
        (r"$-2x\leq 6$", InequalityAnswer(value="x >= -3", unknowns=("x",)), ("-2x <= 6", "x >= -3")),
        ("$4k-1=7k+17$", NumberAnswer(value="6", unknowns=("k",)), ()),
        ("What is the degree of $x^2+1$?", NumberAnswer(value="2"), ()),
        ("Which is more, $2+3$ or $4$?", NumberAnswer(value="5"), ()),
        ("A pen costs 2 dollars. What do 3 cost?", NumberAnswer(value="6"), ()),
        ("$5$", NumberAnswer(value="5"), ()),
    ],
)
def test_lines_are_added_where_they_lead_to_the_key(prompt: str, answer: Answer, lines: tuple[str, ...]) -> None:
    """
    Equations, calculations and rewritings are solved line by line; what is not sure to be asked is left alone.
    """
    made = proposed(prompt, answer)

    assert (lines, bool(lines)) == (made.item.steps[0].solution, bool(made.lined))
    assert (LINES_TAG in made.item.tags) == bool(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("prompt", "answer", "shown", "value"),
    [
        ("$4k-1=7k+17$", NumberAnswer(value="-6", unknowns=("k",)), "$@{n1}k-1=@{n2}k+@{n3}$", "key"),
        ("$-14+(-36)$", NumberAnswer(value="-50"), "$-@{n1}+(-@{n2})$", "key"),
        (r"$\frac{3}{8}+\frac{9}{20}$", NumberAnswer(value="33/40"), r"$\frac{@{n1}}{8}+\frac{@{n2}}{20}$", "key"),
        ("$-5(p+9)$", ExpressionAnswer(value="-5p-45"), "$-@{n1}(p+@{n2})$", "(-n1)*p + (-n1*n2)"),
        (
            "Factor $x^2-13x+30$",
            ExpressionAnswer(value="(x-10)(x-3)", form="factored"),
            "Factor $x^2@{-n1 - n2:+coef}x@{n1*n2:+}$",
            "(x - (n1))(x - (n2))",
        ),
    ],
)
def test_a_sister_draws_the_numbers_and_knows_their_key(prompt: str, answer: Answer, shown: str, value: str) -> None:
    """
    It passes the bank check in all draws, and keeps the hints that hold for any numbers.
    """
    sister = proposed(prompt, answer, "Undo the last operation first.", "Take 3 away.").sister

    assert sister is not None
    assert not errors(sister)
    assert (shown, value) == (sister.steps[0].prompt, getattr(sister.steps[0].answer, "value", ""))
    assert (ItemId("item-drawn"), True) == (sister.id, DRAWN_TAG in sister.tags)
    assert (Rung(text="Undo the last operation first."),) == sister.steps[0].help


@pytest.mark.parametrize(
    ("prompt", "answer", "around"),
    [
        ("$3x+3=12$", NumberAnswer(value="3", unknowns=("x",)), ""),
        ("$7^3+7$", NumberAnswer(value="350"), ""),
        (r"$\frac{42}{54}$", NumberAnswer(value="7/9", form="lowest_terms"), ""),
        ("$2+5$", NumberAnswer(value="7"), "Ann has 2 pens and buys 5."),
        ("Bo, who is 9, says it is 8. What is $2+5$?", NumberAnswer(value="7"), ""),
        ("Find the sum of the solutions of $2x=8$.", NumberAnswer(value="4", unknowns=("x",)), ""),
        ("$2.5+4$", NumberAnswer(value="6.5", form="decimal"), ""),
    ],
)
def test_what_is_ambiguous_stays_fixed(prompt: str, answer: Answer, around: str) -> None:
    """
    One number in two places, a number told in words, and a question for something else have no sister.
    """
    assert proposed(prompt, answer, around=around).sister is None
