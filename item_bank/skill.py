"""
Skills: what is practised and estimated.

A skill has an id, a name for people, and the skills it requires. Whether the
requirements form a graph without cycles is the bank check's to say.
"""

import msgspec

from item_bank.answers.answer import Form
from item_bank.ids import SkillId

__all__ = ["Skill"]


class Skill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One skill.

    `requires` are its direct prerequisites, `standards` outside names for it
    (e.g. CCSS), `forms` the forms of an answer that are its own business: where
    one is asked for, writing it is evidence for this skill.
    """

    id: SkillId
    name: str
    requires: tuple[SkillId, ...] = ()
    standards: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
