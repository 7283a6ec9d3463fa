"""
Worked steps: how an exercise is solved, shown at its end.

One hint for each step: its prompt, its solution lines one under another, or,
where the bank has none but the answer, its ladder with the rungs that reveal. These texts give
the answer away; that is their point, so they are shown for another variant than
the one practised, or when the exercise is over for good.
"""

import re
from collections.abc import Mapping
from string import ascii_letters
from types import MappingProxyType
from typing import Final

from hints.hint import Hint, HintSource, Specificity
from hints.tutor.messages import message
from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_latex
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import Choice, ChoiceAnswer, OrderAnswer
from item_bank.answers.key import Key, MathsKey
from item_bank.answers.maths import read_in
from item_bank.answers.verdict import Problem
from item_bank.answers.words import fold
from item_bank.exercise import Exercise
from item_bank.figures.figure import Figure
from item_bank.language import primary
from item_bank.rendering.localised import localised
from item_bank.variant import Rung, VariantStep

__all__ = ["pictures", "worked"]

_JOINING: Final = re.compile(r"\b(?:or|and)\b")
_SAID: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "de": MappingProxyType({r"\text{ or }": r"\text{ oder }", r"\text{ and }": r"\text{ und }"}),
        "es": MappingProxyType({r"\text{ or }": r"\text{ o }", r"\text{ and }": r"\text{ y }"}),
    }
)
"""How the words between statements are said, which are typed in English in every language."""


def worked(exercise: Exercise) -> tuple[Hint, ...]:
    """
    Show how each step of an exercise is solved, in order.
    """
    return tuple(_worked(step.step, step.key, exercise.variant.language) for step in exercise.steps)


def pictures(exercise: Exercise) -> tuple[Figure, ...]:
    """
    Return what is drawn of the right options: the words of a drawing alone would be no answer for who can see.
    """
    right = (choice for step in exercise.steps for choice in _right(step.step))
    return tuple(choice.figure for choice in right if choice.figure is not None)


def _worked(step: VariantStep, key: Key, language: str) -> Hint:
    """Show how one step is solved."""
    # a single line is the answer alone, which shows nobody the way to it
    if len(step.solution) > 1 or (step.solution and not step.help):
        lines = "\n\n".join(_line(line, step, language) for line in step.solution)
        said = message("worked", language, prompt=step.prompt, lines=lines)
    else:
        lines = "\n\n".join(entry.text for entry in step.help if isinstance(entry, Rung))
        said = message("worked_rungs", language, prompt=step.prompt, lines=lines, answer=_shown(step, key, language))
    return Hint(
        text=localised("\n\n".join(part for part in said.text.split("\n\n") if part.strip()), language),
        source=HintSource.WORKED,
        specificity=Specificity.STEP,
        language=said.language,
    )


def _shown(step: VariantStep, key: Key, language: str) -> str:
    """
    Write a step's answer as it is shown: as the author's line has it, maths, an option's text, or words.

    Maths as it is asked for: rounded, with its constant of integration.
    """
    if step.solution:
        return _line(step.solution[-1], step, language)
    if isinstance(key, MathsKey):
        tree = read_in(key.maths, key.model(), "en")
        return key.model() if isinstance(tree, Problem) else f"${to_latex(tree)}$"
    return ", ".join(choice.text for choice in _right(step)) or step.answer.value


def _right(step: VariantStep) -> tuple[Choice, ...]:
    """Return the right option, or all in their right order; none where there are no options."""
    match step.answer:
        case ChoiceAnswer(value=value, choices=choices) | OrderAnswer(value=value, choices=choices):
            named = {fold(choice.id): choice for choice in choices}
            return tuple(named[name] for one in value.split(",") if (name := fold(one)) in named)
        case _:
            return ()


def _line(line: str, step: VariantStep, language: str) -> str:
    """Write a line of typed maths as LaTeX; one that is no maths stays as it is."""
    letters = set(_JOINING.sub(" ", line)) & set(ascii_letters)  # with all of them, "or" would be a product
    tree = read(line, Context(unknowns=step.unknowns, names=tuple(sorted(letters))))
    if isinstance(tree, Unreadable):
        return line
    shown = to_latex(tree)
    for typed, said in _SAID.get(primary(language), {}).items():
        shown = shown.replace(typed, said)
    return f"${shown}$"
