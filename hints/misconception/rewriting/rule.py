"""
Mal-rules: one wrong rewrite each, compiled from an entry of a rule file.

Says what is looked for, what is written in its place, where that may be, and
what there is to say about it. The files are read by `reading`, the rules used by
`applying`.
"""

from collections.abc import Mapping
from typing import Literal, NewType, TypeAlias

import msgspec

from hints.misconception.rewriting.flat import Term
from hints.misconception.rewriting.line import Joined, Stated

__all__ = ["LANGUAGES", "Example", "MalRule", "RuleId", "Scope"]

RuleId = NewType("RuleId", str)
Scope: TypeAlias = Literal["expression", "side", "line", "relation", "equation", "inequality"]
"""
Where a rule applies: anywhere in an expression; to one side of a relation as a
whole; to an expression that is a line as a whole; to both sides of any relation,
of an equation, of an inequality.
"""
LANGUAGES = ("en", "de", "es")
"""The languages that every rule has a hint in."""


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line, and what the rule makes of it."""

    before: str
    after: str


class MalRule(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    One wrong rewrite.

    Attributes
    ----------
    misconception, also
        The idea behind it in the catalogue, and other ideas there that come to
        the same rewrite.
    find
        A term with holes, or a relation of such for the scopes of relations.
    write
        What may be written for it, one or more.
    where
        Conditions on what was found, all of which have to hold.
    ordered
        Whether the parts of sums and products stand in the order of `find`.
    skill
        The skill that is to be practised by who does this repeatedly.
    did
        What was done, in the past tense, for teachers.
    hints
        By language, for the learner; `{a}` is what `?a` stands for in the line
        before.
    weight
        How often it happens, relative to the other rules (1 is common enough).
    """

    id: RuleId
    topic: str
    misconception: str | None
    also: tuple[str, ...]
    skill: str
    find: Term | Stated
    write: tuple[Term | Stated | Joined, ...]
    where: tuple[Stated, ...]
    scope: Scope
    ordered: bool
    did: str
    hints: Mapping[str, str]
    examples: tuple[Example, ...]
    weight: float
