"""
Building: a source becomes the content of a bundle.

Lists each item's valid draws and puts everything in a fixed order, so that the
same source gives the same bytes. Does not judge the source: `check` says
whether it may be built.
"""

from collections.abc import Iterator, Sequence

import msgspec

from item_bank.bundle import Content, ReleasedItem
from item_bank.draw import Space, space
from item_bank.listing import enumerate_draws
from item_bank.load import read_assets
from item_bank.native.source import BankSource, ItemSource
from item_bank.translation import ItemWording, in_words, missing

__all__ = ["Unbuildable", "build", "build_item", "content"]


class Unbuildable(Exception):
    """A source with errors that `check` would have shown; the message names the item."""


def build(source: BankSource) -> Content:
    """
    Make the content of a bundle.

    Raises
    ------
    Unbuildable
        If there is no item, or one whose draws cannot be listed.
    OSError
        If a picture cannot be read.
    """
    if not source.items:
        message = "the bank has no items"
        raise Unbuildable(message)
    return content(source, [build_item(item) for item in source.items])


def content(source: BankSource, items: Sequence[ReleasedItem]) -> Content:
    """
    Put a bank's released items and all that belongs to them, translations too, in a fixed order.

    Raises
    ------
    OSError
        If a picture cannot be read.
    """
    return Content(
        id=source.head.id,
        name=source.head.name,
        language=source.head.language,
        license=source.head.license,
        attribution=source.head.attribution,
        skills=tuple(source.skills.values()),
        mistakes=tuple(source.mistakes.values()),
        items=tuple(sorted(translated(source, items), key=lambda item: item.template.id)),
        assets=read_assets(source.assets),
        wordings=dict(sorted(source.wordings.items())),
    )


def translated(source: BankSource, items: Sequence[ReleasedItem]) -> Iterator[ReleasedItem]:
    """
    Put to each item its translations that are complete; who lacks a text is met in the item's own language.
    """
    of = {item.file: item.template.id for item in source.items}
    worded: dict[str, dict[str, ItemWording]] = {}
    for translation in source.translations:
        if translation.item in of:
            worded.setdefault(of[translation.item], {})[translation.wording.language] = translation.wording
    for item in items:
        wordings = sorted(worded.get(item.template.id, {}).items())
        translations = {
            tag: in_words(item.template, wording)
            for tag, wording in wordings
            if next(missing(item.template, wording), None) is None
        }
        yield msgspec.structs.replace(item, translations=translations) if translations else item


def build_item(item: ItemSource) -> ReleasedItem:
    """
    Release one item: its template and its valid draws.

    Raises
    ------
    Unbuildable
        If its draws cannot be listed, or there are none.
    """
    among = space(item.template)
    if not isinstance(among, Space):
        message = f"{item.template.id}: {among[0].problem.sentence}"
        raise Unbuildable(message)
    ranks = enumerate_draws(item.template, among).ranks
    if not ranks.count:
        message = f"{item.template.id}: no draw meets its conditions"
        raise Unbuildable(message)
    return ReleasedItem(template=item.template, ranks=ranks)
