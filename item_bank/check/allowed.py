"""
Allowed: findings that an author has looked at and wants as they are.

An item names their codes with a reason each. Errors are never allowed, and an
allowance that nothing needs is a finding, so that none outlives its cause.
"""

from collections.abc import Sequence

from item_bank.finding import CATALOGUE, Code, Finding, Severity, quoted
from item_bank.native.piece import Findings, similar
from item_bank.native.source import ItemSource

__all__ = ["ALLOWABLE", "without_allowed"]

ALLOWABLE = frozenset(
    code.value
    for code, entry in CATALOGUE.items()
    if entry.severity is not Severity.ERROR and code is not Code.NOTHING_ALLOWED
)
"""The codes that an item may allow: warnings and notes."""

_LATER = frozenset({*(code for code, entry in CATALOGUE.items() if entry.strict), Code.PREREQUISITE_WITHOUT_ITEMS})
"""Codes that the bank as a whole is looked at for: one item cannot tell whether it has them."""


def without_allowed(item: ItemSource, findings: Sequence[Finding]) -> Sequence[Finding]:
    """
    Return the findings of an item and its translations without those it allows, and what is wrong with allowing.
    """
    if not item.allow:
        return findings
    notes = Findings(item.file)
    allowed = {code for code, reason in item.allow.items() if code in ALLOWABLE and reason.strip()}
    found = {one.code.value for one in findings}
    for code, reason in item.allow.items():
        if code not in ALLOWABLE:
            known = code in {one.value for one in CATALOGUE}
            says = f"{quoted(code)} is an error." if known else f"There is no finding {quoted(code)}."
            fix = "Mend it: errors are not allowed." if known else similar(code, ALLOWABLE)
            notes.add(Code.BAD_ALLOWANCE, ("allow", code), says, fix)
        elif not reason.strip():
            says = f"There is no reason why {quoted(code)} is allowed."
            notes.add(Code.BAD_ALLOWANCE, ("allow", code), says, "Write it for the next author.")
        elif code not in found and code not in _LATER:
            says = f"The item has no finding {quoted(code)}."
            notes.add(Code.NOTHING_ALLOWED, ("allow", code), says, "Delete the line.")
    return [*(one for one in findings if one.code.value not in allowed), *notes.all]
