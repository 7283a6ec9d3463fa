"""
Cold starts: the model that serves where no log has been fitted yet.

A file beside this one holds a few numbers for all learners and items together,
and names the data that they came from. None of it is about a single person,
item or skill; a fit on a server's own answers replaces it.
"""

from pathlib import Path
from typing import Final

import msgspec

__all__ = ["COLD_START", "ColdStart", "Source"]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One log that the numbers came from.

    `right` is the share of right answers; `growth` what skills gained there with
    the logarithm of one plus their tries, in logits.
    """

    name: str
    terms: str
    responses: int
    learners: int
    right: float
    growth: float


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    The settings that come from data.

    `intercept` is the logit of the share right on ASSISTments, whose items are
    nearest to school practice. Predictions on both logs were flat in
    `ability_variance` around 1. `growth` differs fourfold between the logs, and
    is not taken over: without it no wrong answer raises an estimate.
    """

    intercept: float
    ability_variance: float
    growth: float


class ColdStart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"sources": "from"}):
    """The file."""

    format: int
    settings: Settings
    sources: tuple[Source, ...]


COLD_START: Final = msgspec.json.decode(Path(__file__).with_name("cold_start.json").read_bytes(), type=ColdStart)
