"""
The guard: every check that a hint has to pass before anyone sees it, in order.

The first that refuses ends it, with its code and a sentence for whoever wrote the
text. Each guard is a function of its own file; here is only which there are and
what each is told. Whatever the text, the outcome is a value.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from hints.guards.claims import said, truth_of
from hints.guards.context import Claim, GuardContext
from hints.guards.contradicting import contradicts
from hints.guards.echo import echoes
from hints.guards.hidden import hides
from hints.guards.leak import leaks
from hints.guards.length import too_long
from hints.guards.markup import marked_up
from hints.guards.next_line import says_line
from hints.guards.novelty import numbers_from_nowhere
from hints.guards.refusal import Guarded, Passed, RefusalCode, Refused
from hints.guards.spoken import suits
from hints.guards.tone import unkind
from hints.guards.truth import lettered
from item_bank.language import primary
from item_bank.readability import too_hard

__all__ = [
    "MAX_CLAIMS",
    "MAX_TEXT",
    "Claim",
    "GuardContext",
    "Guarded",
    "Passed",
    "RefusalCode",
    "Refused",
    "guard",
    "refusals",
]

MAX_TEXT: Final = 4_000
"""Characters that are looked at; longer texts are no hints, and are refused unread."""
MAX_CLAIMS: Final = 12
"""Claims that a hint may declare; two sentences have a handful."""

_MONEY: Final = re.compile(r"\$\d+(?:[.,]\d+)*(?![\w^+*/=<>(-])")
"""A dollar sign that stands for money."""

_Found: TypeAlias = Iterator[Refused]
_Guard: TypeAlias = Callable[[str, Sequence[Claim], GuardContext], _Found]


def guard(text: str, claims: Sequence[Claim], context: GuardContext) -> Guarded:
    """
    Hold a hint against all guards.

    Parameters
    ----------
    text
        What would be shown: Markdown with LaTeX between dollar signs, with a
        decimal point in maths.
    claims
        What its writer says that it claims; empty where nobody does.
    context
        What it is held against.

    Returns
    -------
    Passed or Refused
        The first refusal, in the order of `RefusalCode`.
    """
    return next(refusals(text, claims, context), Passed())


def refusals(text: str, claims: Sequence[Claim], context: GuardContext) -> Iterator[Refused]:
    """
    Yield all that guards have against a text, in order; each guard is asked as it is come to.
    """
    for one in _GUARDS:
        yield from one(text, claims, context)


def _schema(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del context
    if not text.strip():
        yield Refused(RefusalCode.SCHEMA, "There are no words.")
    elif any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        yield Refused(RefusalCode.SCHEMA, "It has control characters.")
    elif text.count("$") % 2 and _MONEY.sub("", text).count("$") % 2:
        yield Refused(RefusalCode.SCHEMA, "Half of a formula is missing: dollar signs come in pairs.")
    if len(claims) > MAX_CLAIMS:
        yield Refused(RefusalCode.SCHEMA, f"It makes {len(claims)} claims; a hint makes at most {MAX_CLAIMS}.")


def _language(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims
    if not suits(text, context.language):
        yield Refused(RefusalCode.LANGUAGE, f"It is not in the language {context.language}.")


def _length(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims, context
    if (says := too_long(text)) is not None:
        yield Refused(RefusalCode.LENGTH, says)


def _reading_level(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims
    if context.grade is not None and (says := too_hard(text, primary(context.language), context.grade)) is not None:
        yield Refused(RefusalCode.READING_LEVEL, says)


def _leak(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims
    if context.reveals == "answer":
        return
    if any(leaks(text, answer, given=context.given, language=context.language) for answer in context.answers):
        yield Refused(RefusalCode.LEAK, "It gives an answer away.")


def _next_line(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims
    if context.reveals != "nothing" or not context.next_lines:
        return
    line = says_line(text, context.next_lines, given=context.given, language=context.language)
    if line is not None:
        yield Refused(RefusalCode.NEXT_LINE, f"It says the line {line}.")


def _hidden(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims, context
    if (says := hides(text)) is not None:
        yield Refused(RefusalCode.HIDDEN, says)


def _novel_number(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    if context.reveals != "nothing":
        return
    known = lettered(context.answers, context.given, context.language)
    spoken = said(text, known, given=context.given, language=context.language)
    claimed = [side for claim in claims for side in (claim.left, claim.right)]
    claimed += [one.text for one in spoken if one.truth == "true"]
    new = numbers_from_nowhere(text, context.given, claimed=claimed, language=context.language)
    if new:
        yield Refused(RefusalCode.NOVEL_NUMBER, f"It has the number {new[0]}, which stands nowhere.")


def _claims(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    known = lettered(context.answers, context.given, context.language)
    for claim in claims:
        written = f"{claim.left} {claim.relation} {claim.right}"
        match truth_of(claim, known):
            case "false":
                yield Refused(RefusalCode.FALSE_CLAIM, f"It claims {written}, which is false.")
            case "open":
                yield Refused(RefusalCode.UNCHECKED_CLAIM, f"It claims {written}, which cannot be decided.")
            case None:
                yield Refused(RefusalCode.UNCHECKED_CLAIM, f"It claims {written}, which cannot be read.")
            case _:
                pass
    for one in said(text, known, given=context.given, language=context.language):
        if one.truth == "false":
            yield Refused(RefusalCode.FALSE_CLAIM, f"It says {one.text}, which is false.")


def _contradicts(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims
    if (says := contradicts(text, context.verdict, context.first_wrong)) is not None:
        yield Refused(RefusalCode.CONTRADICTS, says)


def _tone(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims, context
    if (says := unkind(text)) is not None:
        yield Refused(RefusalCode.TONE, says)


def _markup(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims, context
    if (says := marked_up(text)) is not None:
        yield Refused(RefusalCode.MARKUP, says)


def _echo(text: str, claims: Sequence[Claim], context: GuardContext) -> _Found:
    del claims
    if (says := echoes(text, context.instructions, context.given)) is not None:
        yield Refused(RefusalCode.ECHO, says)


_GUARDS: Final[tuple[_Guard, ...]] = (
    _schema,
    _language,
    _length,
    _reading_level,
    _leak,
    _next_line,
    _hidden,
    _novel_number,
    _claims,
    _contradicts,
    _tone,
    _markup,
    _echo,
)
