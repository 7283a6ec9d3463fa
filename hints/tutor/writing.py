"""
Words of a model: what the second call says, and whether it may be shown.

The reply's shape, then every guard in order; the words are shown as they were
guarded, with the learner's decimal marks put in, or not at all.
"""

from typing import Annotated, Final, Literal

import msgspec

from hints.guards.context import Claim, GuardContext
from hints.guards.guard import guard
from hints.guards.refusal import Passed
from hints.hint import Hint, HintSource, Specificity, mark
from hints.misconception.diagnosis import Diagnosis
from hints.recipes.recipe import Recipe
from hints.tutor.offers import Seen
from item_bank.language import primary
from item_bank.rendering.localised import localised

__all__ = ["REPEATS", "SCHEMA", "Refusal", "Worded", "Words", "looked_through", "read_words"]

SCHEMA: Final = "schema"
REPEATS: Final = "repeats"
"""The code of words that the learner had before."""

Side = Annotated[str, msgspec.Meta(max_length=200)]


class ClaimSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A relation that a hint states, as its writer declares it."""

    lhs: Side
    rel: Literal["=", "<", ">", "<=", ">=", "!="]
    rhs: Side


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the second call replied.

    `line` is the line of the package that it is about, from 1, 0 for the task;
    `move` what it does, out of the recipe's list.
    """

    hint: Annotated[str, msgspec.Meta(max_length=2_000)]
    line: int
    move: Annotated[str, msgspec.Meta(max_length=40)]
    claims: Annotated[tuple[ClaimSaid, ...], msgspec.Meta(max_length=20)]
    language: Annotated[str, msgspec.Meta(max_length=20)]


class Worded(msgspec.Struct, frozen=True, kw_only=True):
    """Words, and what their writer says that they claim; None where that is not known."""

    hint: Hint
    claims: tuple[Claim, ...] | None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why words are not shown: a guard's code and its sentence for operators."""

    code: str
    sentence: str = ""


def read_words(text: str) -> Words | None:
    """
    Read a reply; None where it is of another shape. Further fields are passed over: the control's reply has them.
    """
    try:
        return msgspec.json.decode(text, type=Words)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None


def looked_through(
    words: Words, recipe: Recipe, context: GuardContext, *, lines: int, seen: Seen, diagnosis: Diagnosis | None
) -> Worded | Refusal:
    """
    Hold words against everything that a hint has to pass.

    Parameters
    ----------
    words
        As replied.
    recipe
        Whose moves and limits hold.
    context
        What the guards know.
    lines
        How many lines the package had.
    seen
        What the learner had before.
    diagnosis
        What is known of the error: words about a known one are about the mistake.

    Returns
    -------
    Worded | Refusal
        The hint, with the marks of the learner's language.
    """
    if words.move not in recipe.moves or not 0 <= words.line <= lines:
        return Refusal(code=SCHEMA, sentence="The move or the line is none that there is.")
    if primary(words.language) != primary(context.language):
        return Refusal(code="language", sentence=f"It says of itself that it is in {words.language!r}.")
    text = words.hint.strip()
    claims = tuple(Claim(left=one.lhs, relation=one.rel, right=one.rhs) for one in words.claims)
    guarded = guard(text, claims, context)
    if not isinstance(guarded, Passed):
        return Refusal(code=guarded.code.value, sentence=guarded.sentence)
    shown = localised(text, context.language)
    if mark(shown) in seen.said:
        return Refusal(code=REPEATS)
    leading = None if diagnosis is None else diagnosis.leading
    hint = Hint(
        text=shown,
        source=HintSource.MODEL,
        specificity=Specificity.STEP if leading is None else Specificity.MISTAKE,
        language=context.language,
        code=None if leading is None else leading.code,
    )
    return Worded(hint=hint, claims=claims)
