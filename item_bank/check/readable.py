"""
Readable texts: whether an item can be read by those it is for.

An item may name the grades that it is for; its prompts, hints and options are
held against them. How hard a text is, `readability` says.
"""

from item_bank.check.intact import Intact
from item_bank.check.parts import texts
from item_bank.finding import Code
from item_bank.language import primary
from item_bank.native.piece import Findings
from item_bank.readability import too_hard
from item_bank.template import ItemTemplate

__all__ = ["check_readable"]


def check_readable(template: ItemTemplate, intact: Intact, found: Findings) -> None:
    """
    Warn of prompts, hints and options that are harder to read than the grades of an item allow.
    """
    language = primary(template.language)
    if template.grade is None:
        return
    for part in texts(template):
        if part.role not in {"prompt", "hint", "choice"} or not intact(*part.path):
            continue
        says = too_hard(part.text, language, template.grade)
        if says is not None:
            found.add(Code.HARD_TO_READ, part.path, says, "Write shorter sentences, with shorter words.")
