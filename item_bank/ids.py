"""
The names by which content is known.

Distinct types, so that a skill's id cannot be passed for an item's. Ids are
chosen by authors; a release's is the hash of its bundle.
"""

from typing import NewType

__all__ = ["ItemId", "MistakeCode", "ReleaseId", "SkillId", "StepId"]

SkillId = NewType("SkillId", str)
ItemId = NewType("ItemId", str)
StepId = NewType("StepId", str)
"""A step's id within its item, or a scaffold's, which is `step/scaffold`."""
MistakeCode = NewType("MistakeCode", str)
ReleaseId = NewType("ReleaseId", str)
