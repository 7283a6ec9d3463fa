"""
Entries: one rule as it stands in a file, and what can be said of it before anything is run.

Its words, its names, and whether the parts of it go together. Compiling it is
`reading`'s.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias, get_args

import msgspec

from hints.misconception.rewriting.holes import holes_of
from hints.misconception.rewriting.kinds import KINDS
from hints.misconception.rewriting.line import Joined, Line, Stated
from hints.misconception.rewriting.rule import LANGUAGES, Example, Scope
from item_bank.native.piece import valid_id

__all__ = ["SCOPES", "Complaint", "Entry", "of_names", "of_parts", "of_words"]

SCOPES: tuple[Scope, ...] = get_args(Scope)
RELATIONS: Collection[str] = ("relation", "equation", "inequality")
"""The scopes whose `find` is a relation."""
SLOT = re.compile(r"\{([a-z]*)\}")
DIGIT = re.compile(r"\d")
Complaint: TypeAlias = tuple[str, str, str]
"""The field that is wrong, what is wrong, and what to do."""


class Entry(msgspec.Struct, kw_only=True):
    """The fields of a rule, as texts."""

    id: str
    misconception: str | None = None
    also: list[str] = []
    skill: str
    find: str
    write: str | list[str]
    kinds: dict[str, str] = {}
    where: list[str] = []
    scope: str = "expression"
    ordered: bool = False
    did: str
    hint: dict[str, str]
    examples: list[Example]
    weight: float = 1.0


def of_names(entry: Entry) -> Iterator[Complaint]:
    """
    Yield what is wrong with ids, kinds and scopes.
    """
    if not valid_id(entry.id):
        yield "id", f"A rule cannot have the id {entry.id!r}.", "Use letters, digits and hyphens."
    for hole, kind in entry.kinds.items():
        if kind not in KINDS:
            yield "kinds", f"There is no kind {kind!r} for ?{hole}.", f"The kinds are: {', '.join(KINDS)}."
    if entry.scope not in SCOPES:
        yield "scope", f"There is no scope {entry.scope!r}.", f"The scopes are: {', '.join(SCOPES)}."
    if not entry.examples:
        yield "examples", "A rule needs an example.", "Add one: {before: 3(x + 4), after: 3x + 4}."


def of_words(entry: Entry) -> Iterator[Complaint]:
    """
    Yield what is wrong with the words for teachers and learners.
    """
    for language in LANGUAGES:
        if not entry.hint.get(language, "").strip():
            yield "hint", f"The hint in {language!r} is missing.", f"Write it in: {', '.join(LANGUAGES)}."
    for language, words in entry.hint.items():
        if language not in LANGUAGES:
            yield "hint", f"There is no language {language!r} here.", f"The languages are: {', '.join(LANGUAGES)}."
        if DIGIT.search(words):
            yield "hint", "A hint names no numbers.", "Use a slot like {a}, which shows what stood in the line before."
    if not entry.did.strip() or entry.did[0].isupper() or entry.did.endswith("."):
        yield "did", "What was done goes on after a name.", "Begin small, in the past tense, without a full stop."


def of_parts(entry: Entry, find: Line, write: Sequence[Line], where: Sequence[Line]) -> Iterator[Complaint]:
    """
    Yield what is wrong with how the parts go together: holes that are not found, relations where none belong.
    """
    bound = holes_of(find)
    for field, lines in (("write", write), ("where", where)):
        for name in sorted({name for line in lines for name in holes_of(line)} - bound):
            yield field, f"?{name} is not in `find`.", "A hole has to be found before it is used."
    for name in sorted(set(entry.kinds) - bound):
        yield "kinds", f"?{name} is not in `find`.", "Take it out, or check its spelling."
    for name in sorted({name for words in entry.hint.values() for name in SLOT.findall(words)} - bound):
        yield "hint", f"{{{name}}} is no hole of `find`.", "Name a hole that is found, without the question mark."
    if not all(isinstance(line, Stated) for line in where):
        yield "where", "A condition is a relation.", "Write it as `?a != 1`."
    related = isinstance(find, Stated)
    if isinstance(find, Joined):
        yield "find", "One relation is looked for at a time.", "Leave the others out."
    elif related != (entry.scope in RELATIONS):
        yield "scope", f"The scope {entry.scope!r} does not go with this `find`.", "Relations have scopes of their own."
    if not related and any(isinstance(line, Stated | Joined) for line in write):
        yield "write", "A relation cannot stand in the place of a term.", "Write a term, or look for a relation."
