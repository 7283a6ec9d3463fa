"""What first help promises of mistakes: what is recognised is named once, and only where nothing else explains it."""

from hints.hint import HintSource, Specificity
from hints.tutor.first_help import Seen
from item_bank.answers.answer import NumberAnswer
from item_bank.ids import MistakeCode
from item_bank.variant import ExpectedMistake
from tests.hints.builders import exercise, solve, step
from tests.hints.tutor.helping import UNDO, helped


def test_one_mistake_that_explains_the_answer_is_spoken_of() -> None:
    """
    In the bank's words for the mistake, or the step's own.
    """
    bank, own = helped(solve(UNDO), "16/3"), helped(solve(UNDO), "6")

    assert ("What undoes adding a number?", "added-instead") == (bank.text, bank.code)
    assert (HintSource.MISTAKE, Specificity.MISTAKE, "en") == (bank.source, bank.specificity, bank.language)
    assert ("Is $3x = 6$ where you want to be?", "forgot-division") == (own.text, own.code)


def test_the_same_mistake_again_gets_the_next_rung() -> None:
    """
    Not the same words twice.
    """
    hint = helped(solve(UNDO), "16/3", Seen(codes=(MistakeCode("added-instead"),), tries=1))

    assert (UNDO.text, HintSource.RUNG, 0) == (hint.text, hint.source, hint.rung)


def test_several_explanations_are_not_spoken_of() -> None:
    """
    "You did X" is only said where X alone gives the answer.
    """
    both = tuple(ExpectedMistake(value="6", code=MistakeCode(code), hint=code) for code in ("added-instead", "guessed"))

    assert HintSource.RUNG == helped(solve(UNDO, mistakes=both), "6").source


def test_a_mistake_without_words_leaves_the_rung() -> None:
    """
    There is nothing to say about it but its name.
    """
    wordless = (ExpectedMistake(value="6", code=MistakeCode("forgot-division")),)

    assert HintSource.RUNG == helped(solve(UNDO, mistakes=wordless), "6").source


def test_a_rule_that_explains_a_line_speaks_before_the_ladder() -> None:
    """
    In its own words, about the very step, and only once.
    """
    of = solve(UNDO, mistakes=())
    said = helped(of, ("3x = 11 - 5", "3x = 6", "x = 18"))

    assert ("$x$ is multiplied by $3$. Which operation undoes that?", Specificity.MISTAKE) == (
        said.text,
        said.specificity,
    )
    again = helped(of, ("3x = 11 - 5", "3x = 6", "x = 18"), Seen(codes=("rule/multiplies-by-coefficient",), tries=1))
    assert again.text == UNDO.text


def test_numbers_that_the_learner_has_not_seen_are_kept_back() -> None:
    """
    A rule's words that show what is still to be worked out are not said.
    """
    of = exercise(step(NumberAnswer(value="20"), solution=("4*5", "20")), prompt="How many legs have $5$ cats?")

    assert "$4$" in helped(of, ("4*5", "9")).text
    assert "$4$" not in helped(of, ("9",)).text


def test_a_flipped_sign_is_sent_to_the_signs() -> None:
    """
    A slip is not called a misconception.
    """
    hint = helped(solve(UNDO), "-2")

    assert ("slip/sign", Specificity.MISTAKE) == (hint.code, hint.specificity)
    assert "sign" in hint.text
    assert HintSource.RUNG == helped(solve(UNDO), "-2", Seen(codes=(MistakeCode("slip/sign"),), tries=1)).source


def test_a_digit_out_of_place_is_worked_out_again() -> None:
    """
    Only where the numbers are long enough to tell.
    """
    of = exercise(step(NumberAnswer(value="144"), prompt="What is $12 \\cdot 12$?"))

    assert ("slip/digit", "slip/swap") == (helped(of, "154").code, helped(of, "414").code)


def test_a_rounded_answer_is_said_to_be_rounded() -> None:
    """
    About the rounding, not about the working.
    """
    of = exercise(step(NumberAnswer(value="1/3"), ladder=(UNDO,)))

    assert "rounded" in helped(of, "0.33").text


def test_unequal_sides_are_spoken_of() -> None:
    """
    The equals sign is what is wrong there.
    """
    of = exercise(step(NumberAnswer(value="11"), prompt="What is $3 + 8$?"))

    assert "equals signs" in helped(of, "3 + 7 = 11").text
