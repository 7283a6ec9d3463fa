"""
`misstep hints pregenerate`: hints for a bank's expected wrong answers, drafted for their author.

Computation drafts what it can; with `--routes` a model is asked about the rest, after
a word on what that may cost. The review file is written as it grows, and what stands in
it is kept, so a run that was stopped goes on where it was. Exit codes: 0 when all is
drafted that can be, 1 where money ended before that, 2 where nothing was begun.
"""

import argparse
import asyncio
import datetime as dt
import os
import random
import secrets
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from api.releases import BankFault, read_bank
from api.whole_file import write_whole
from hints.ahead.drafting import Draft, computed, from_chain
from hints.ahead.estimate import estimate
from hints.ahead.expected import Expected, expected_wrong, fingerprint_of
from hints.ahead.review import BadReview, Entry, Name, Review, drafted, expected_of, name_of, read_review, written
from hints.recipes.reading import recipe_named
from hints.recipes.recipe import Recipe
from hints.routes.model import Models
from hints.routes.reading import BadRoutes, read_routes
from hints.routes.route import Routes
from item_bank.bank import Bank
from item_bank.counted import counted
from item_bank.ids import ItemId

__all__ = ["configure", "run"]

FINE, STOPPED, REFUSED = 0, 1, 2
MICRO: Final = 1_000_000
CHANGED: Final = "The item was changed since these words were drafted: read them again."


class Refused(msgspec.Struct, frozen=True):
    """Why nothing is begun, in one sentence."""

    sentence: str


class Sheet:
    """The review file as it grows: written whole after each change."""

    def __init__(self, path: Path, review: Review) -> None:
        self._path = path
        self._bank = review.bank
        self._changed = not path.exists()
        self.entries: dict[Name, Entry] = {name_of(entry): entry for entry in review.hints}

    def put(self, entry: Entry) -> None:
        """Put an entry in, or in the place of what was there."""
        self.entries[name_of(entry)] = entry
        self._changed = True

    def write(self) -> None:
        """Write the file where something is new; else it stays as its author wrote it, comments and all."""
        if not self._changed:
            return
        self._changed = False
        write_whole(self._path, written(Review(bank=self._bank, hints=tuple(self.entries.values()))))


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("bank", type=Path, metavar="BANK", help="the bank's folder")
    parser.add_argument("--item", action="append", default=[], metavar="ID", help="this item alone; may come again")
    parser.add_argument(
        "--routes", type=Path, metavar="FILE", help="who is asked for what computation has no words for"
    )
    parser.add_argument("--recipe", default="two-call", help="its name or folder (default: two-call)")
    parser.add_argument(
        "--out", type=Path, default=Path("hints-review.yaml"), metavar="FILE", help="default: hints-review.yaml"
    )
    parser.add_argument("--limit-dollars", type=float, metavar="X", help="no call begins once so much is spent")
    parser.add_argument("--seed", type=int, default=1, help="the same seed looks at the same draws")
    parser.add_argument("--yes", action="store_true", help="go on without asking, whatever the estimate is")


def run(arguments: argparse.Namespace) -> int:
    """
    Draft; return the exit code.
    """
    try:
        return _run(arguments)
    except OSError as problem:
        return _refuse(f"{problem.filename} cannot be used: {problem.strerror}.")


def _run(arguments: argparse.Namespace) -> int:
    bank = read_bank(arguments.bank, secret=secrets.token_bytes(32))
    if isinstance(bank, BankFault):
        return _refuse(bank.sentence)
    unknown = [item for item in arguments.item if ItemId(item) not in bank.items]
    if unknown:
        return _refuse(f"The bank has no item {unknown[0]!r}.")
    if arguments.limit_dollars is not None and not 0 < arguments.limit_dollars < MICRO:
        return _refuse("The limit is a number of dollars above 0.")
    asked = _asked(arguments)
    sheet = _sheet(arguments.out, bank)
    if isinstance(asked, Refused):
        return _refuse(asked.sentence)
    if isinstance(sheet, Refused):
        return _refuse(sheet.sentence)
    items = [ItemId(item) for item in arguments.item] or list(bank.items)
    _compute(bank, items, sheet, arguments.seed)
    open_ones = [entry for entry in sheet.entries.values() if entry.item in items and _is_open(entry)]
    code = FINE
    if open_ones and isinstance(asked, _Asked):
        if not _agreed(asked, len(open_ones), agreed=arguments.yes):
            return _refuse("Nobody was asked. What computation drafted stands in the review file.")
        most = None if arguments.limit_dollars is None else round(arguments.limit_dollars * MICRO)
        code = asyncio.run(_ask(bank, asked, open_ones, sheet, most))
    _told(sheet, arguments.out)
    return code


class _Asked(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Who is asked, and how."""

    routes: Routes
    recipe: Recipe


def _asked(arguments: argparse.Namespace) -> _Asked | Refused | None:
    """Read routes and recipe; None where nobody is to be asked."""
    if arguments.routes is None:
        return None
    recipe = recipe_named(arguments.recipe)
    if not isinstance(recipe, Recipe):
        return Refused(" ".join(f"{one.file}: {one.sentence}" for one in recipe))
    routes = read_routes(arguments.routes, environ=os.environ, today=dt.datetime.now(dt.UTC).date())
    return Refused(routes.sentence) if isinstance(routes, BadRoutes) else _Asked(routes=routes, recipe=recipe)


def _sheet(path: Path, bank: Bank) -> Sheet | Refused:
    """Open the review file, with what stands in it."""
    if not path.exists():
        return Sheet(path, Review(bank=bank.id))
    review = read_review(path.read_bytes(), path.name)
    if isinstance(review, BadReview):
        return Refused(review.sentence)
    if review.bank != bank.id:
        return Refused(f"{path.name} is about the bank {review.bank!r}, and this is {bank.id!r}. Name another --out.")
    return Sheet(path, review)


def _compute(bank: Bank, items: Sequence[ItemId], sheet: Sheet, seed: int) -> None:
    """Find the wrong answers without words and draft what computation can, item by item."""
    for place, item in enumerate(items, start=1):
        content = fingerprint_of(bank.items[item].template)
        for entry in _new_entries(bank, item, sheet, content, seed):
            sheet.put(entry)
        sheet.write()
        _progress(f"item {place} of {len(items)}: {counted(len(sheet.entries), 'wrong answer')}")
    sys.stderr.write("\n")


def _new_entries(bank: Bank, item: ItemId, sheet: Sheet, content: str, seed: int) -> Iterator[Entry]:
    """Yield what is new of an item; words that stand there are kept, and to be read again where the item changed."""
    for expected in expected_wrong(bank, item, seed=seed):
        known = sheet.entries.get(name_of(expected))
        if known is None or (known.content != content and not known.words):
            yield drafted(expected, computed(bank, expected), content)
        elif known.content != content:
            fresh = _fresh(known, expected)
            yield msgspec.structs.replace(fresh, content=content, approved=False, why=CHANGED)


def _fresh(known: Entry, expected: Expected) -> Entry:
    return msgspec.structs.replace(known, draws=expected.variants, answers=expected.answers)


def _is_open(entry: Entry) -> bool:
    """Say whether a model is to be asked: nobody has words, and none was asked before."""
    return entry.source == "nobody" and not entry.words and not entry.approved


def _agreed(asked: _Asked, count: int, *, agreed: bool) -> bool:
    """Say what asking may cost, and whether it is to be done."""
    today = dt.datetime.now(dt.UTC).date()
    found = estimate(count, asked.recipe, asked.routes, today=today)
    sys.stderr.write(
        f"{counted(count, 'wrong answer')} to ask about: {found.calls} calls for ${found.microdollars / MICRO:.4f}, "
        f"with all repairs at most {found.calls_at_most} for ${found.microdollars_at_most / MICRO:.4f}.\n"
    )
    if agreed:
        return True
    sys.stderr.write("Go on? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


async def _ask(bank: Bank, asked: _Asked, entries: Sequence[Entry], sheet: Sheet, most: int | None) -> int:
    """Ask about one wrong answer after the other, and keep each reply at once."""
    from hints.routes.routed import open_models  # noqa: PLC0415 - the client's package is imported where it is used

    models = open_models(asked.routes, environ=os.environ, draw=random.SystemRandom().random)
    try:
        return await _each(bank, models, asked.recipe, entries, sheet, most)
    finally:
        await models.close()


async def _each(
    bank: Bank, models: Models, recipe: Recipe, entries: Sequence[Entry], sheet: Sheet, most: int | None
) -> int:
    spent = 0
    secret = secrets.token_bytes(32)
    for place, entry in enumerate(entries, start=1):
        left = None if most is None else most - spent
        if left is not None and left <= 0:
            sys.stderr.write(f"\nThe limit is reached; {len(entries) - place + 1} are left. Run it again to go on.\n")
            return STOPPED
        draft: Draft = await from_chain(bank, expected_of(entry), models, recipe, secret=secret, most=left)
        spent += draft.spent.microdollars
        sheet.put(msgspec.structs.replace(entry, words=draft.words, source=draft.source, why=draft.why))
        sheet.write()
        _progress(f"asked about {place} of {len(entries)}: ${spent / MICRO:.4f}")
    sys.stderr.write("\n")
    return FINE


def _progress(line: str) -> None:
    """Write over the line before on a terminal, below it elsewhere."""
    sys.stderr.write(f"\r\x1b[K{line}" if sys.stderr.isatty() else f"{line}\n")
    sys.stderr.flush()


def _told(sheet: Sheet, path: Path) -> None:
    entries = sheet.entries.values()
    by = {source: sum(entry.source == source for entry in entries) for source in ("computation", "model")}
    drafted_by = f"{by['computation']} drafted by computation, {by['model']} by a model"
    without = sum(not entry.words for entry in entries)
    sys.stdout.write(
        f"{counted(len(entries), 'wrong answer')} in {path}: {drafted_by}, "
        f"{without} without words, {sum(entry.approved for entry in entries)} approved.\n"
    )


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
