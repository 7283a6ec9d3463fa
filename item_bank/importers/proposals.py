"""
Proposals for an imported bank: lines and drawn sisters, added to what was imported.

Whatever the source, after its importer. Each item says in its notes and by a
tag what was made by the engine, so that authors can look for it.
"""

from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.finding import Finding
from item_bank.importers.acceptance import native_errors
from item_bank.importers.contract import Imported, ImportedItem
from item_bank.proposing.proposal import propose
from item_bank.template import ItemTemplate

__all__ = ["Proposing", "with_proposals"]

Proposing: TypeAlias = Literal["all", "lines", "none"]
"""What is proposed: lines and drawn sisters, lines alone, or nothing."""

LINES: Final = "Solution lines were proposed by the engine."
DRAWN: Final = "Proposed by the engine: {item} with its numbers drawn."


def with_proposals(imported: Imported, proposing: Proposing) -> Imported:
    """
    Add proposals to a bank, and count them in its report.
    """
    if proposing == "none":
        return imported
    skills = {skill.id: skill for skill in imported.skills}
    mistakes = {mistake.code: mistake for mistake in imported.mistakes}

    def check(item: ItemTemplate) -> tuple[Finding, ...]:
        return native_errors(item, notes="", skills=skills, pictures=imported.assets, mistakes=mistakes)

    taken = {item.template.id for item in imported.items}
    items: list[ImportedItem] = []
    lined = sisters = 0
    for item in imported.items:
        made = propose(item.template, check, draws=proposing == "all")
        notes = f"{item.notes} {LINES}".strip() if made.lined else item.notes
        items.append(msgspec.structs.replace(item, template=made.item, notes=notes))
        lined += made.lined
        if made.sister is not None and made.sister.id not in taken:
            notes = DRAWN.format(item=item.template.id)
            items.append(ImportedItem(template=made.sister, folder=item.folder, notes=notes))
            sisters += 1
    report = msgspec.structs.replace(imported.report, proposed_lines=lined, proposed_items=sisters)
    return msgspec.structs.replace(imported, items=tuple(items), report=report)
