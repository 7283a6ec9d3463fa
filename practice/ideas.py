"""
Wrong ideas: what a learner was found to follow, and did not leave behind since.

Noted by the diagnosis that leads; forgotten once its skill is shown without
help. Whether one sends the learner back is the frontier's.
"""

from typing import Final

import msgspec

from hints.misconception.diagnosis import RULE, Diagnosis
from item_bank.ids import ItemId, SkillId
from mastery.evidence import Evidence

__all__ = ["MAX_IDEAS", "Idea", "found", "left_behind"]

MAX_IDEAS: Final = 64
"""Wrong ideas that are kept, the latest."""
MAX_IDEA_ITEMS: Final = 4
"""Items that are kept of each, the latest; two say all that is decided by it."""


class Idea(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """
    One wrong idea that a learner was found to follow, and did not leave behind since.

    `items` are those where it was found, each once, the latest; `skill` is the one
    to go back to, `above` the one that was practised when it was found last.
    """

    items: tuple[ItemId, ...]
    skill: SkillId
    above: SkillId

    @property
    def confirmed(self) -> bool:
        """Whether it was found in more than one item: in one it may have been a slip, or a guess that fits."""
        return len(self.items) > 1


def left_behind(before: dict[str, Idea], evidence: Evidence | None) -> dict[str, Idea]:
    """
    Forget the ideas whose skill was shown without help.
    """
    shown = evidence.skills if evidence is not None and evidence.unaided else ()
    return {name: idea for name, idea in before.items() if idea.skill not in shown}


def found(
    before: dict[str, Idea], item: ItemId, skills: tuple[SkillId, ...], diagnosis: Diagnosis | None
) -> dict[str, Idea]:
    """
    Note the wrong idea that leads a diagnosis, where one does.
    """
    leading = None if diagnosis is None else diagnosis.leading
    if leading is None or not isinstance(leading.skill, str) or not skills:
        return before
    kept = dict(before)
    name = leading.misconception or leading.code.removeprefix(RULE)
    known = kept.pop(name, None)
    items = () if known is None else tuple(other for other in known.items if other != item)
    kept[name] = Idea(items=(*items, item)[-MAX_IDEA_ITEMS:], skill=leading.skill, above=skills[0])
    if len(kept) > MAX_IDEAS:
        del kept[next(iter(kept))]
    return kept
