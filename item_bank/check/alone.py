"""
Checking one item of a bank: what an author wants to know while writing it.

The findings are those of the item's file and of its translations; what is wrong
elsewhere is counted only. The bank's own lists are not judged, since one item
uses little of them.
"""

import msgspec

from item_bank.check.bank import check_bank
from item_bank.check.opened import LeakGuard
from item_bank.finding import Finding, Severity
from item_bank.native.source import Loaded

__all__ = ["Alone", "check_alone"]


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one item, in how many draws, and how many errors reading found in other files."""

    findings: tuple[Finding, ...]
    draws: int
    elsewhere: int


def check_alone(loaded: Loaded, file: str, *, leaks: LeakGuard | None = None) -> Alone:
    """
    Check the item in one file of a bank that was read.
    """
    source = loaded.source
    translations = tuple(translation for translation in source.translations if translation.item == file)
    alone = msgspec.structs.replace(
        source,
        items=tuple(item for item in source.items if item.file == file),
        broken=tuple(item for item in source.broken if item.file == file),
        translations=translations,
    )
    checked = check_bank(msgspec.structs.replace(loaded, source=alone), leaks=leaks)
    files = {file, *(translation.file for translation in translations)}
    return Alone(
        findings=tuple(found for found in checked.findings if found.file in files),
        draws=checked.draws,
        elsewhere=sum(found.severity is Severity.ERROR and found.file not in files for found in loaded.findings),
    )
