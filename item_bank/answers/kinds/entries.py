"""
Entries: parts of an answer that are held against the key one by one.

Sets, lists, points and matrices are made of entries; this compares them in
order, in any order or as sets, and says which are right. An entry may be made
of entries itself, as the points of a set are. Which brackets a kind takes is
the kind's to say.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

import msgspec

from item_bank.algebra.compare import Comparison, Sameness, Side, compare_sides, prepare_side
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Group, Listing, Tree
from item_bank.answers.answer import Tolerance
from item_bank.answers.fault import KeyFault
from item_bank.answers.maths import Maths
from item_bank.answers.nearness import checked, near
from item_bank.answers.rounding import rounded_from
from item_bank.finding import quoted

__all__ = [
    "MAX_ENTRIES",
    "Entry",
    "Matched",
    "as_sets",
    "doubtful",
    "entries",
    "fingerprints",
    "in_any_order",
    "in_order",
]

MAX_ENTRIES = 60
"""Entries that are matched where order is free: each of a response is held against each of the key."""
SHAPES_DIFFER = Comparison(Sameness.DIFFERENT, Evidence.EXACT)
STRICTLY = frozenset({Sameness.SAME})
LOOSELY = frozenset({Sameness.SAME, Sameness.POSITIVE})
Table: TypeAlias = Sequence[Sequence[Comparison]]
"""How each entry of the key, a row, stands to each of the response."""


class Entry(msgspec.Struct, frozen=True):
    """
    One entry made ready: an expression, or entries in brackets.

    `parts` are None for an expression; those in `braces` are a set. `tolerance`
    is how near an expression has to be that is held against this one of a key.
    """

    tree: Tree
    side: Side
    parts: "tuple[Entry, ...] | None" = None
    braces: bool = False
    tolerance: Tolerance | None = None


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """
    What holding the entries of a response against the key's found.

    Attributes
    ----------
    sameness
        Of the whole.
    reason
        Why it is not the same, by a stable code: `lost`, `gained`, `different`,
        `wrong_count`, `wrong_order`, `not_exact`; None where there is none.
    share
        How many of the entries are right, from 0 to 1; None for sets, which are
        right or wrong as a whole.
    pairs
        Entries of the key with those of the response that are the same.
    counterexample
        Values that show one wrong entry; None where there is none to show.
    evidence
        The weakest that the whole rests on; None where nothing was compared.
    """

    sameness: Sameness
    reason: str | None = None
    share: float | None = None
    pairs: tuple[tuple[Tree, Tree], ...] = ()
    counterexample: str | None = None
    evidence: Evidence | None = None


def entries(items: Iterable[Tree], maths: Maths, tolerance: Tolerance | None = None) -> tuple[Entry, ...]:
    """
    Make entries ready for any number of comparisons under a key's points and setting.
    """
    return tuple([_entry(item, maths, tolerance) for item in items])


def in_order(key: Sequence[Entry], said: Sequence[Entry]) -> Matched:
    """
    Hold entries against the key's, each against the one in its place.
    """
    places = list(zip(key, said, strict=False))
    found = [_compare(one, other) for one, other in places]
    pairs = tuple(
        [(one.tree, other.tree) for (one, other), how in zip(places, found, strict=True) if how.sameness in STRICTLY]
    )
    share = len(pairs) / max(len(key), len(said), 1)
    if len(key) != len(said):
        return Matched(sameness=Sameness.DIFFERENT, reason="wrong_count", share=share, pairs=pairs)
    whole = _worst(found)
    if whole is Sameness.DIFFERENT and in_any_order(key, said).sameness is Sameness.SAME:
        return Matched(sameness=whole, reason="wrong_order", share=share, pairs=pairs, evidence=_weakest(found))
    shown = next((how.counterexample for how in found if how.counterexample), None)
    return Matched(
        sameness=whole,
        reason=_rounded(places, found) if whole is Sameness.DIFFERENT else None,
        share=share,
        pairs=pairs,
        counterexample=shown,
        evidence=_weakest(found),
    )


def in_any_order(key: Sequence[Entry], said: Sequence[Entry]) -> Matched:
    """
    Hold entries against the key's in whatever order, each as often as the key has it.
    """
    if max(len(key), len(said)) > MAX_ENTRIES:
        known = Sameness.DIFFERENT if len(key) != len(said) else Sameness.UNDECIDED
        return Matched(sameness=known, share=0.0)
    table = _table(key, said)
    return _or_positive(_paired(key, said, table, STRICTLY), _paired(key, said, table, LOOSELY))


def as_sets(key: Sequence[Entry], said: Sequence[Entry]) -> Matched:
    """
    Hold entries against the key's, without regard to order and repetition.
    """
    said = tuple({bare(one.tree): one for one in said}.values())
    if max(len(key), len(said)) > MAX_ENTRIES:
        return Matched(sameness=Sameness.UNDECIDED)
    table = _table(key, said)
    found = _or_positive(_covered(key, said, table, STRICTLY), _covered(key, said, table, LOOSELY))
    if found.reason == "different" and len(key) == len(said) and _all_rounded(key, said, table):
        return msgspec.structs.replace(found, reason="not_exact")
    return found


def doubtful(items: Iterable[Entry], written: str, tolerance: Tolerance | None = None) -> KeyFault | None:
    """
    Return the fault of a key of which an entry cannot be found equal to itself, or whose tolerance is none.
    """
    fault = checked(tolerance)
    if fault is not None:
        return fault
    if all(_compare(one, one).sameness is Sameness.SAME for one in items):
        return None
    return KeyFault(
        code="undecidable_key", sentence=f"Some entry of {quoted(written)!r} cannot be compared with itself."
    )


def fingerprints(items: Iterable[Entry]) -> tuple[Hashable, ...] | None:
    """
    Return for each entry what is equal for two that are the same; None where one has no such thing.
    """
    found = [_fingerprint(one) for one in items]
    return None if None in found else tuple(found)


def _entry(tree: Tree, maths: Maths, tolerance: Tolerance | None) -> Entry:
    """Make one entry ready: in round or square brackets alone it is one expression, in braces a set of one."""
    side = prepare_side(tree, maths.points, maths.setting)
    match tree:
        case Listing(items, opening):
            return Entry(tree, side, entries(items, maths, tolerance), braces=opening == "{")
        case Group(inner, "{"):
            return Entry(tree, side, entries((inner,), maths, tolerance), braces=True)
        case Group(Listing() as inner):
            return _entry(inner, maths, tolerance)
        case _:
            return Entry(tree, side, tolerance=tolerance)


def _compare(key: Entry, said: Entry) -> Comparison:
    """Compare two entries, part by part where they are made of entries themselves."""
    if key.parts is None and said.parts is None:
        if key.tolerance is not None:
            return near(key.tree, said.tree, key.tolerance, key.side.points, key.side.setting)
        return compare_sides(said.side, key.side)
    if key.parts is None or said.parts is None or key.braces is not said.braces:
        return SHAPES_DIFFER
    matched = as_sets(key.parts, said.parts) if key.braces else in_order(key.parts, said.parts)
    return Comparison(matched.sameness, matched.evidence)


def _fingerprint(entry: Entry) -> Hashable | None:
    """Return what is equal for two entries that are the same."""
    if entry.parts is None:
        return entry.side.fingerprint
    inner = fingerprints(entry.parts)
    return frozenset(inner) if inner is not None and entry.braces else inner


def _rounded(places: Sequence[tuple[Entry, Entry]], found: Sequence[Comparison]) -> str | None:
    """Say `not_exact` where each wrong entry is the key's rounded, or cut off; else None."""
    wrong = [place for place, how in zip(places, found, strict=True) if how.sameness is Sameness.DIFFERENT]
    if all(rounded_from(one.tree, other.tree, one.side.setting) == "not_exact" for one, other in wrong):
        return "not_exact"
    return None


def _all_rounded(key: Sequence[Entry], said: Sequence[Entry], table: Table) -> bool:
    """Say whether each entry that is none of the key's is one of them rounded, or cut off."""
    return all(
        any(
            table[row][place].sameness is Sameness.SAME
            or rounded_from(one.tree, other.tree, one.side.setting) == "not_exact"
            for row, one in enumerate(key)
        )
        for place, other in enumerate(said)
    )


def _table(key: Sequence[Entry], said: Sequence[Entry]) -> Table:
    """Compare all entries of the key with all of the response."""
    return [[_compare(one, other) for other in said] for one in key]


def _paired(key: Sequence[Entry], said: Sequence[Entry], table: Table, same: frozenset[Sameness]) -> Matched:
    """
    Pair entries off that are the same.

    `same` is transitive, so that no other way of pairing off would do better.
    """
    free, missing, pairs = list(range(len(said))), [], []
    for row, one in enumerate(key):
        place = next((place for place in free if table[row][place].sameness in same), None)
        if place is None:
            missing.append(row)
        else:
            free.remove(place)
            pairs.append((one.tree, said[place].tree))
    lost = len(key) > len(said) or any(_refuted([table[row][place] for place in free], same) for row in missing)
    gained = len(said) > len(key) or any(_refuted([table[row][place] for row in missing], same) for place in free)
    share = len(pairs) / max(len(key), len(said), 1)
    return _summed(table, pairs, share, lost=lost, gained=gained, complete=not missing)


def _covered(key: Sequence[Entry], said: Sequence[Entry], table: Table, same: frozenset[Sameness]) -> Matched:
    """Look for each entry of the key and of the response on the other side."""
    columns = [[row[place] for row in table] for place in range(len(said))]
    pairs = [
        (one.tree, other.tree)
        for one, row in zip(key, table, strict=True)
        for other, how in zip(said, row, strict=True)
        if how.sameness in same
    ]
    covered = [any(how.sameness in same for how in line) for line in (*table, *columns)]
    lost, gained = (any(_refuted(line, same) for line in lines) for lines in (table, columns))
    return _summed(table, pairs, None, lost=lost, gained=gained, complete=all(covered))


def _summed(
    table: Table, pairs: Sequence[tuple[Tree, Tree]], share: float | None, *, lost: bool, gained: bool, complete: bool
) -> Matched:
    """Sum up what was found where order is free."""
    evidence = _weakest([how for row in table for how in row])
    if complete and not lost and not gained:
        return Matched(sameness=Sameness.SAME, share=share, pairs=tuple(pairs), evidence=evidence)
    if not lost and not gained:
        return Matched(sameness=Sameness.UNDECIDED, share=share, pairs=tuple(pairs))
    reason = "different" if lost and gained else "lost" if lost else "gained"
    return Matched(sameness=Sameness.DIFFERENT, reason=reason, share=share, pairs=tuple(pairs), evidence=evidence)


def _or_positive(strict: Matched, loose: Matched) -> Matched:
    """Say what was found; where it differs and would not for positive values, that."""
    if strict.sameness is Sameness.DIFFERENT and loose.sameness is Sameness.SAME:
        return msgspec.structs.replace(strict, sameness=Sameness.POSITIVE, reason=None)
    return strict


def _refuted(found: Iterable[Comparison], same: frozenset[Sameness]) -> bool:
    """Say whether an entry is none of those that it was held against, for certain."""
    return not any(how.sameness in same or how.sameness is Sameness.UNDECIDED for how in found)


def _worst(found: Iterable[Comparison]) -> Sameness:
    """Return how a whole stands whose parts stand so: different where one part is."""
    kinds = {how.sameness for how in found}
    order = (Sameness.DIFFERENT, Sameness.UNDECIDED, Sameness.POSITIVE)
    return next((kind for kind in order if kind in kinds), Sameness.SAME)


def _weakest(found: Iterable[Comparison]) -> Evidence | None:
    """Return the weakest evidence that comparisons rest on; None where there is none."""
    kinds = {how.evidence for how in found}
    return next((kind for kind in (Evidence.NUMERIC, Evidence.RESIDUES, Evidence.EXACT) if kind in kinds), None)
