"""
Checking a whole bank: all findings in one run.

Runs every check over every item and over the bank as a whole. What comes out
is what reading found and what the checks found, in the order of the files, and
the items with their draws, ready to be released.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from item_bank.answers.answer import NumberAnswer
from item_bank.build import content
from item_bank.bundle import Content, ReleasedItem
from item_bank.check.allowed import without_allowed
from item_bank.check.confused import Confuses, check_confused
from item_bank.check.copied import check_copied
from item_bank.check.drawn import COMPARED, check_drawn, spread
from item_bank.check.figures import check_figures
from item_bank.check.follows import check_follows
from item_bank.check.intact import Intact, any_names
from item_bank.check.item_tests import CONSTANT, check_tests
from item_bank.check.opened import LeakGuard, check_opened
from item_bank.check.params import check_params
from item_bank.check.parts import answers
from item_bank.check.proven import Proves, check_proven
from item_bank.check.readable import check_readable
from item_bank.check.references import check_bank_references, check_item_references
from item_bank.check.translated import check_bank_translations, check_item_translations
from item_bank.check.worded import HintFaults, check_worded
from item_bank.check.written import check_written
from item_bank.draw import Draw, Ranks, ranks
from item_bank.finding import Code, Finding, Path, Severity
from item_bank.load import placed
from item_bank.native.piece import Findings
from item_bank.native.source import BankSource, ItemSource, Loaded

__all__ = [
    "CheckBank",
    "CheckItem",
    "Checked",
    "CheckedItem",
    "Progress",
    "Shares",
    "check_bank",
    "check_item",
    "check_whole_item",
    "one_by_one",
]

OPENED: Final = 20
"""Variants of an item that are opened whole; each costs about a millisecond."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each item: how many are done, and of how many."""


class CheckedItem(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one item and its translations, and its draws where they can be listed."""

    findings: tuple[Finding, ...]
    ranks: Ranks | None


CheckItem: TypeAlias = Callable[[ItemSource], CheckedItem]
"""Checks one item."""

CheckBank: TypeAlias = Callable[[BankSource], Iterable[Findings]]
"""Checks a bank as a whole."""

Shares: TypeAlias = Callable[[Sequence[ItemSource], CheckItem], Iterable[tuple[ItemSource, CheckedItem]]]
"""Has all items checked, by the function given or by others that do the same."""


def one_by_one(items: Sequence[ItemSource], check: CheckItem) -> Iterable[tuple[ItemSource, CheckedItem]]:
    """
    Check items one after another.
    """
    return ((item, check(item)) for item in items)


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a check gave.

    `content` is ready to be written as a bundle; None where there are errors.
    `draws` counts the draws that were looked at, over all items.
    """

    findings: tuple[Finding, ...]
    content: Content | None
    items: int
    draws: int

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity."""
        return sum(found.severity is severity for found in self.findings)


def check_bank(  # noqa: PLR0913 -- each seam by its name
    loaded: Loaded,
    *,
    leaks: LeakGuard | None = None,
    compared: int = COMPARED,
    proves: Proves | None = None,
    confuses: Confuses | None = None,
    faults: HintFaults | None = None,
    progress: Progress | None = None,
    shared: Shares = one_by_one,
    also: Sequence[CheckBank] = (),
) -> Checked:
    """
    Check a bank that was read.

    Parameters
    ----------
    loaded
        What reading its folder gave.
    leaks
        Says whether a hint gives an answer away; without it, hints are not
        looked at for that.
    compared
        In how many draws of an item expressions and equations are compared, 2
        or more; numbers are compared in all.
    proves
        Proves what was found equal by numbers alone; without it, that is good
        enough.
    confuses
        Says which wrong rewrites a step's numbers hide or make look alike;
        without it, nothing is said about that.
    faults
        Says what is wrong with the words of a hint; without it, nothing is
        said about that.
    progress
        Told after each item.
    shared
        Has the items checked, in whatever order; one after another, unless said.
    also
        Further checks of the bank as a whole.
    """
    source = loaded.source
    found: list[Finding] = []
    released: list[ReleasedItem] = []

    def check(item: ItemSource) -> CheckedItem:
        return check_whole_item(item, source, leaks, compared, proves, confuses, faults)

    for done, (item, checked) in enumerate(shared(source.everything, check), start=1):
        found += checked.findings
        if checked.ranks is not None:
            released.append(ReleasedItem(template=item.template, ranks=checked.ranks))
        if progress is not None:
            progress(done, len(source.everything))
    further = [notes for look in also for notes in look(source)]
    for notes in (*check_bank_references(source), *check_bank_translations(source), *further):
        found += notes.all
    findings = sorted([*loaded.findings, *placed(source.directory, found)], key=_order)
    broken = any(one.severity is Severity.ERROR for one in findings)
    return Checked(
        findings=tuple(findings),
        content=None if broken else content(source, released),
        items=len(source.everything),
        draws=sum(item.ranks.count for item in released),
    )


def check_whole_item(
    item: ItemSource,
    source: BankSource,
    leaks: LeakGuard | None,
    compared: int,
    proves: Proves | None = None,
    confuses: Confuses | None = None,
    faults: HintFaults | None = None,
) -> CheckedItem:
    """
    Check one item with its translations, but for what it allows; parameters as for `check_item`.
    """
    notes = Findings(item.file)
    release = check_item(item, source, leaks, compared, notes, proves, confuses, faults)
    found = list(notes.all)
    for translated in check_item_translations(item, source, leaks, faults, None if release is None else release.ranks):
        found += translated.all
    return CheckedItem(findings=tuple(without_allowed(item, found)), ranks=None if release is None else release.ranks)


def check_item(
    item: ItemSource,
    source: BankSource,
    leaks: LeakGuard | None,
    compared: int,
    found: Findings,
    proves: Proves | None = None,
    confuses: Confuses | None = None,
    faults: HintFaults | None = None,
) -> ReleasedItem | None:
    """
    Check one item of a bank; None where its draws cannot be listed.

    Parameters
    ----------
    item
        The item; of the bank's others nothing is needed.
    source
        The bank's skills, mistakes and pictures.
    leaks, compared, proves, confuses, faults
        As for a whole bank.
    found
        Takes the findings.
    """
    intact = Intact(item.unread)
    template = any_names(item, intact)
    check_item_references(template, source, intact, found)
    used = check_written(item, template, intact, found)
    check_readable(template, intact, found)
    listed = check_params(template, intact, found)
    if listed is None:
        _check_constant(msgspec.structs.replace(item, template=template), used, source, leaks, intact, found)
        return None
    among, enumerated = listed
    draws = [draw for draw in map(among.draw, ranks(enumerated.ranks)) if isinstance(draw, Draw)]
    if len(draws) > compared and any(not isinstance(part.answer, NumberAnswer) for part in answers(template)):
        says = f"Of {len(draws):,} draws, {compared:,} were looked at for what is not a plain number."
        found.add(Code.DRAWS_SAMPLED, ("params",), says, "Run the check with more draws if you doubt the others.")
    check_drawn(template, draws, compared, intact, found)
    check_figures(template, spread(draws, compared), intact, found)
    check_follows(template, spread(draws, compared), intact, found)
    check_opened(template, spread(draws, OPENED), source, leaks, intact, found)
    if faults is not None:
        check_worded(template, spread(draws, OPENED), source, faults, intact, found)
    if proves is not None and draws:
        check_proven(template, draws[0], proves, intact, found)
    check_copied(template, spread(draws, OPENED), intact, found)
    check_tests(item, among, intact, found)
    if confuses is not None:
        check_confused(template, draws, source, confuses, intact, found)
    return ReleasedItem(template=template, ranks=enumerated.ranks)


def _check_constant(
    item: ItemSource,
    used: Mapping[Path, frozenset[str]],
    source: BankSource,
    leaks: LeakGuard | None,
    intact: Intact,
    found: Findings,
) -> None:
    """
    Check what depends on no parameter, of an item whose draws cannot be listed.
    """
    template = msgspec.structs.replace(item.template, params={}, derive={}, where=())
    for path, names in used.items():
        if names:
            intact.spoil(path)
    check_drawn(template, [CONSTANT], 1, intact, found)
    check_figures(template, [CONSTANT], intact, found)
    check_opened(template, [CONSTANT], source, leaks, intact, found)
    check_copied(template, [CONSTANT], intact, found)
    check_tests(msgspec.structs.replace(item, template=template), None, intact, found)


def _order(found: Finding) -> tuple[str, int, int, str]:
    return found.file, found.line, found.column, found.code
