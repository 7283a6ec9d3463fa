"""
Pasting: whether the skill of a pasted problem is the first that is proposed.

Problems for all skills of the starter bank as a teacher would write them
(`tests/item_bank/pasting/labelled.tsv`), each with the skills that a teacher would
take, and some for which it has none. They were written before the matching was;
of each skill's the first, third and so on are the half that it was developed on, the
others are held back. A problem that the engine cannot take at all needs no skill.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.bank import read_bundle
from item_bank.finding import Finding
from item_bank.ids import ItemId, SkillId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.matching import Index, index_of, proposed, skills_of
from item_bank.pasting.numbering import TooMuch
from item_bank.pasting.problem import UnsolvedProblem, problems
from item_bank.template import ItemTemplate
from tests.bench.figure import Figure
from tests.starter import starter_bundle

__all__ = ["Counts", "Half", "counted", "labelled", "measure"]

Half: TypeAlias = Literal["development", "held"]
LABELLED: Final = Path(__file__).parents[1] / "item_bank" / "pasting" / "labelled.tsv"
NONE: Final = "none"
"""Stands for the skill of a problem that the bank has none for."""
LISTED: Final = 3


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A problem, its language, and the skills that a teacher would take; none where the bank has none for it."""

    text: str
    language: str
    skills: tuple[SkillId, ...]


class Counts(msgspec.Struct, kw_only=True):
    """
    What came of problems.

    Attributes
    ----------
    taken
        Problems with a skill that can be given: solved, or with a typed key.
    first, listed
        The right skill is the likest, or among the `LISTED` likest.
    right, wrong
        The right skill, or a wrong one, is proposed; else none is.
    foreign, foreign_proposed
        Problems that the bank has no skill for, and those of them for which one is proposed.
    """

    taken: int = 0
    first: int = 0
    listed: int = 0
    right: int = 0
    wrong: int = 0
    foreign: int = 0
    foreign_proposed: int = 0


def measure() -> list[Figure]:
    """
    Paste each problem alone.
    """
    index = index_of(read_bundle(starter_bundle(), secret=b"pasting"))
    return [figure for half in ("development", "held") for figure in _figures(half, counted(index, labelled(half)))]


def labelled(half: Half) -> list[Labelled]:
    """
    Return one half of the problems.
    """
    seen: Counter[str] = Counter()
    found: list[Labelled] = []
    for line in LABELLED.read_text("utf-8").splitlines():
        skills, language, text = line.split("\t")
        first, *_ = names = skills.split("/")
        if (seen[first] % 2 == 0) == (half == "development"):
            able = () if first == NONE else tuple(map(SkillId, names))
            found.append(Labelled(text=text, language=language, skills=able))
        seen[first] += 1
    return found


def counted(index: Index, written: Sequence[Labelled]) -> Counts:
    """
    Paste each problem alone, and count what is proposed.
    """
    counts = Counts()
    for one in written:
        draft = Draft(id=ItemId("hw"), language=one.language, license="", attribution="")
        found = problems(one.text, draft, _unchecked, None)
        if isinstance(found, TooMuch) or isinstance(found[0], UnsolvedProblem):
            continue
        likest = skills_of(index, frozenset(found[0].asked))
        sure = proposed(likest)
        if not one.skills:
            counts.foreign += 1
            counts.foreign_proposed += sure is not None
            continue
        counts.taken += 1
        counts.first += bool(likest) and likest[0].skill in one.skills
        counts.listed += any(match.skill in one.skills for match in likest[:LISTED])
        counts.right += sure in one.skills
        counts.wrong += sure is not None and sure not in one.skills
    return counts


def _figures(half: str, counts: Counts) -> Iterator[Figure]:
    yield Figure(f"{half}: the likest skill is right", _share(counts.first, counts.taken), ">= 85 %")
    yield Figure(f"{half}: one of the three likest is", _share(counts.listed, counts.taken), ">= 95 %")
    yield Figure(f"{half}: the right one is proposed", _share(counts.right, counts.taken))
    yield Figure(f"{half}: a wrong one is proposed", _share(counts.wrong, counts.taken))
    yield Figure(f"{half}: one is proposed where there is none", _share(counts.foreign_proposed, counts.foreign))


def _share(some: int, of: int) -> str:
    return f"{some}/{of} = {some / max(1, of):.1%}"


def _unchecked(item: ItemTemplate) -> Sequence[Finding]:
    """Find nothing: what the bank check says of the item is not asked here."""
    del item
    return ()
