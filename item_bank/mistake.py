"""
Mistakes: expected wrong answers, named.

A mistake names the wrong idea (`code`), says in plain words what the learner
did, and may carry the words of a hint. Items say which wrong answer shows it.
"""

import msgspec

from item_bank.ids import MistakeCode

__all__ = ["Mistake"]


class Mistake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One named wrong idea of a bank.

    `did` describes what the learner did, for teachers; `hint` is shown to the
    learner, names the step and never the answer; `misconception` is the id in
    the catalogue of misconceptions, where one is known.
    """

    code: MistakeCode
    name: str
    did: str
    hint: str | None = None
    misconception: str | None = None
