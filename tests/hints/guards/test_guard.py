"""What the guards promise together."""

import pytest

from hints.guards.guard import Claim, GuardContext, Passed, RefusalCode, Refused, guard, refusals
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.verdict import Verdict

SOLVE = GuardContext(
    answers=(NumberAnswer(value="5"),), given=("Solve $3(x+2)=21$.",), next_lines=("3x + 6 = 21", "3x = 15")
)
SECOND = GuardContext(
    answers=(NumberAnswer(value="5"),),
    given=("Solve $3(x+2)=21$.", "3x + 6 = 21", "3x = 27"),
    first_wrong=2,
    grade="6-8",
)
LONG = "Look at the left side and think about it, and then look at the right side and think about that as well, until"


@pytest.mark.parametrize(
    "text",
    [
        "Look at line 2: what should 3 multiply inside the brackets?",
        "3 times 2 is 6, so check the constant on the left.",
        "You have 3x + 2 on the left. Does the 3 reach the 2?",
        "Which operation undoes the 2?",
        "Line 1 is right, so look at line 2 again. What undoes adding 6?",
    ],
)
def test_what_helps_passes(text: str) -> None:
    """
    Questions, quotations, true relations, praise of what is right.
    """
    assert Passed() == guard(text, (), SECOND)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("   ", RefusalCode.SCHEMA),
        ("Look at $3x.", RefusalCode.SCHEMA),
        ("Look\x07 here.", RefusalCode.SCHEMA),
        ("Schau dir die linke Seite noch einmal an.", RefusalCode.LANGUAGE),
        ("Посмотри на левую часть.", RefusalCode.LANGUAGE),
        ("Look. Think. What is missing?", RefusalCode.LENGTH),
        (f"{LONG} {LONG}", RefusalCode.LENGTH),
        ("The answer is five.", RefusalCode.LEAK),
        ("Write $3x = 15$ next.", RefusalCode.NEXT_LINE),
        ("It is \u200bhere.", RefusalCode.HIDDEN),
        ("Think of 17 first.", RefusalCode.NOVEL_NUMBER),
        ("3 times 2 is 21, so check it.", RefusalCode.FALSE_CLAIM),
        ("Well done, that is right!", RefusalCode.CONTRADICTS),
        ("That was careless.", RefusalCode.TONE),
        ("Look at [this](https://example.org).", RefusalCode.MARKUP),
        ("As an AI, I may not say more.", RefusalCode.ECHO),
    ],
)
def test_what_does_not_is_refused_with_its_code(text: str, code: RefusalCode) -> None:
    """
    Each guard has its code.
    """
    found = guard(text, (), SOLVE)

    assert isinstance(found, Refused)
    assert code == found.code


def test_a_text_that_is_hard_to_read_is_refused_where_a_grade_is_known() -> None:
    """
    The same words pass for those who can read them.
    """
    text = "Consider distributivity: multiplication distributes over every constituent of the parenthesised expression."
    young = GuardContext(answers=(), grade="3-5")

    assert RefusalCode.READING_LEVEL in {found.code for found in refusals(text, (), young)}
    assert RefusalCode.READING_LEVEL not in {found.code for found in refusals(text, (), GuardContext(answers=()))}


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (Claim(left="3*2", relation="=", right="6"), None),
        (Claim(left="3(x+2)", relation="=", right="3x+6"), None),
        (Claim(left="x", relation="=", right="5"), None),
        (Claim(left="x", relation="<", right="9"), None),
        (Claim(left="3*2", relation="=", right="8"), RefusalCode.FALSE_CLAIM),
        (Claim(left="x", relation="=", right="4"), RefusalCode.FALSE_CLAIM),
        (Claim(left="3(x+2)", relation="=", right="3x+2"), RefusalCode.FALSE_CLAIM),
        (Claim(left="y", relation="=", right="4"), RefusalCode.UNCHECKED_CLAIM),
        (Claim(left="3*(", relation="=", right="4"), RefusalCode.UNCHECKED_CLAIM),
        (Claim(left="x = 5", relation="=", right="4"), RefusalCode.UNCHECKED_CLAIM),
    ],
)
def test_every_declared_claim_has_to_be_true(claim: Claim, code: RefusalCode | None) -> None:
    """
    What cannot be decided is no claim that may be shown.
    """
    found = guard("Look at the left side again.", [claim], SOLVE)

    assert code == (found.code if isinstance(found, Refused) else None)


def test_a_number_may_come_from_a_claim_that_is_true() -> None:
    """
    A smaller example brings numbers of its own, and says what it claims of them.
    """
    text = "Try it with 2(1+4): which numbers does the 2 multiply?"

    assert RefusalCode.NOVEL_NUMBER in {found.code for found in refusals(text, (), SOLVE)}
    assert Passed() == guard(text, [Claim(left="2(1+4)", relation="=", right="2*1+2*4")], SOLVE)


def test_a_directive_may_let_the_next_line_or_the_answer_through() -> None:
    """
    The last rung says as much as it is allowed to, and nothing false.
    """
    line, answer = "Write $3x = 15$ next.", "So x is 5."
    lines = GuardContext(answers=SOLVE.answers, given=SOLVE.given, next_lines=SOLVE.next_lines, reveals="next_line")
    all_of_it = GuardContext(answers=SOLVE.answers, given=SOLVE.given, next_lines=SOLVE.next_lines, reveals="answer")

    assert Passed() == guard(line, (), lines)
    assert isinstance(guard(answer, (), lines), Refused)
    assert Passed() == guard(answer, (), all_of_it)
    assert isinstance(guard("So x is 4.", (), all_of_it), Refused)


def test_a_right_answer_is_not_blamed() -> None:
    """
    Praise of what is right passes, blame does not.
    """
    right = GuardContext(answers=(), verdict=Verdict.CORRECT)

    assert Passed() == guard("That is right.", (), right)
    assert isinstance(guard("There is a mistake in it.", (), right), Refused)


def test_many_claims_are_no_hint() -> None:
    """
    What is declared is bounded, as everything is.
    """
    claims = [Claim(left="1", relation="=", right="1")] * 13

    assert RefusalCode.SCHEMA in {found.code for found in refusals("Look again.", claims, SOLVE)}


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Look at $10$ once more. What leads to it?", True),
        ("It costs $10 today. What leads to it?", True),
        ("Look at $x + 10 once more. What leads to it?", False),
    ],
)
def test_a_number_between_dollar_signs_is_maths_and_one_behind_a_dollar_sign_money(text: str, passes: bool) -> None:
    """
    A formula that is a number alone is whole, an amount is no half of one.
    """
    refused = guard(text, (), GuardContext(answers=(), given=("$x + 10$ costs 10",)))

    assert (isinstance(refused, Refused) and refused.code is RefusalCode.SCHEMA) is not passes
