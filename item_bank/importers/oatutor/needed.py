"""
Needed figures: whether a question can be answered without its picture.

Where a picture is missing, a step is kept only if its words say all: a problem
told at length in words and numbers that never speaks of a picture, or a point
that is to be tried in an equation which stands in the text, and whose answer
the engine finds to be the key. Everything else needs its picture.
"""

import re
from fractions import Fraction
from typing import Final

from item_bank.algebra.context import Context
from item_bank.algebra.exact import holds, value
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Listing, Relation, Tree, names
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import Answer, ChoiceAnswer
from item_bank.importers.oatutor.choices import BARE_LETTER
from item_bank.importers.oatutor.letters import FORMULA
from item_bank.importers.oatutor.typed import to_typed

__all__ = ["needs_figure"]

SHOWS: Final = re.compile(
    r"\b(?:graph|figure|show|image|diagram|picture|table|below|above|chart|map|grid|geoboard|plotted|histogram"
    r"|number line|following|illustrat|depict|draw|given|label|shaded|curve|screen|sketch|display|this|these|see|use)",
    re.IGNORECASE,
)
"""How words begin by which a question may speak of its picture; widely: a step left out costs less than a riddle."""
LONG: Final = 20
"""Words of a problem told in words; what is shorter may leave what matters to the picture."""
GIVEN: Final = 2
"""Numbers that a problem gives at least; letters of an equation in the plane, and numbers of a point."""
NUMBER: Final = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|twice|half|double|triple|third|quarter)\b", re.IGNORECASE
)
TRIES_A_POINT: Final = re.compile(r"\bsolutions? (?:to|of) (?:the |this )?equation\b", re.IGNORECASE)
DENIES: Final = re.compile(r"^no\b|\bnot\b", re.IGNORECASE)


def needs_figure(answer: Answer, prompt: str, around: tuple[str, ...]) -> bool:
    """
    Say whether a step needs the picture that it shows.

    Parameters
    ----------
    answer
        The key.
    prompt
        The step's own text, in our Markdown.
    around
        The problem's title and text.
    """
    if isinstance(answer, ChoiceAnswer) and (_tried(answer, prompt, around) or _picked_by_sight(answer)):
        return not _tried(answer, prompt, around)
    text = " ".join(dict.fromkeys((*around, prompt)))
    told = len(re.findall(r"[A-Za-z]{2,}", prompt)) >= LONG and len(NUMBER.findall(prompt)) >= GIVEN
    return not told or SHOWS.search(text) is not None


def _picked_by_sight(answer: ChoiceAnswer) -> bool:
    """
    Say whether options are parts of a picture, by their letters.
    """
    return any(BARE_LETTER.fullmatch(choice.text) for choice in answer.choices)


def _tried(answer: ChoiceAnswer, prompt: str, around: tuple[str, ...]) -> bool:
    """
    Try the step's point in the problem's one equation, and say whether the key says what comes out.
    """
    if not TRIES_A_POINT.search(" ".join(around)):
        return False
    found = [tree for text in around for tree in _trees(text)]
    equations = {to_text(tree): tree for tree in found if isinstance(tree, Relation) and len(names(tree)) == GIVEN}
    points = [tree for tree in _trees(prompt) if isinstance(tree, Listing) and len(tree.items) == GIVEN]
    if len(equations) != 1 or len(points) != 1:
        return False
    (equation,) = equations.values()
    place = {
        letter: size
        for letter, item in zip(sorted(names(equation)), points[0].items, strict=True)
        if isinstance(size := value(item), Fraction)
    }
    true = holds(equation, place)
    key = next(choice.text for choice in answer.choices if choice.id == answer.value)
    return isinstance(true, bool) and true is (DENIES.search(key) is None)


def _trees(text: str) -> list[Tree]:
    """
    Read the formulas of a text.
    """
    typed = [to_typed(formula) for formula in FORMULA.findall(text)]
    trees = [read(one, Context(expects="several")) for one in typed if isinstance(one, str)]
    return [tree for tree in trees if not isinstance(tree, Unreadable)]
