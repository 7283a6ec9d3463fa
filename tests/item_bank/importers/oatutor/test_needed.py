"""What `needed` promises of steps whose picture is missing."""

import pytest

from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, NumberAnswer
from item_bank.importers.oatutor.needed import needs_figure

STORY = "A rectangular garden is cut in two plots by a fence of 13 yards on the diagonal. The garden is 5 yards wide. "
TRIED = "For each point, decide whether it is a solution to the equation $y=3x-1$, whose graph is shown."


def choice(key: str, *others: str) -> ChoiceAnswer:
    """Ask to choose."""
    return ChoiceAnswer(
        value="a", choices=tuple(Choice(id=i, text=t) for i, t in zip("abc", (key, *others), strict=False))
    )


@pytest.mark.parametrize(
    ("answer", "prompt", "around", "needed"),
    [
        (NumberAnswer(value="12"), STORY + "How long is the garden?", "Solve.", False),
        (NumberAnswer(value="12"), STORY + "How long is the side shown?", "Solve.", True),
        (NumberAnswer(value="12"), "Find f(0).", "", True),
        (choice("A", "B"), STORY + "Which garden is it?", "", True),
        (choice("Yes", "No"), "$(1,2)$", TRIED, False),
        (choice("No", "Yes"), "$(1,3)$", TRIED, False),
        (choice("No", "Yes"), "$(1,2)$", TRIED, True),
        (choice("Yes", "No"), "$(1,2)$", "Is it on the graph?", True),
    ],
)
def test_a_picture_is_needed_unless_the_words_say_all(
    answer: Answer, prompt: str, around: str, *, needed: bool
) -> None:
    """
    A problem told at length never speaks of it, or the engine finds that the key is what a trial gives.
    """
    assert needed == needs_figure(answer, prompt, (around,))
