"""
Nearness: whether an expression is as near to the key as its author allows.

A number by its distance, an expression in names by its distance at secret places
of moderate size. Both ends of a tolerance are inside. What is exactly asked is
`item_bank.algebra.compare`'s, what is rounded `rounding`'s.
"""

from decimal import Decimal
from fractions import Fraction

from item_bank.algebra.compare import Comparison, Sameness
from item_bank.algebra.enclosure import Enclosure, enclosure, enclosures
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.exact import Undefined
from item_bank.algebra.moderate import moderate_places
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Call, Group, Subtract, Tree, names
from item_bank.answers.answer import Tolerance
from item_bank.answers.fault import KeyFault

__all__ = ["checked", "near"]

MAX_POWER = 100
"""Power of ten of a tolerance, up or down: one that asks for more is no tolerance, and `1e400000` would fill memory."""
UNDECIDED = Comparison(Sameness.UNDECIDED)


def checked(tolerance: Tolerance | None) -> KeyFault | None:
    """
    Return why a tolerance is none: not one of the two, below 0, no number, or beyond `MAX_POWER`.
    """
    if tolerance is None:
        return None
    given = [size for size in (tolerance.absolute, tolerance.relative) if size is not None]
    if len(given) == 1 and _moderate(given[0]):
        return None
    return KeyFault(
        code="bad_tolerance", sentence="A tolerance is one number, absolute or relative, from 0 and of moderate size."
    )


def _moderate(size: Decimal) -> bool:
    """Say whether a size is one that a fraction can be made of."""
    digits = len(size.as_tuple().digits)
    return size.is_finite() and size >= 0 and abs(size.adjusted()) <= MAX_POWER and digits <= MAX_POWER


def near(key: Tree, said: Tree, tolerance: Tolerance, points: Points, setting: Setting) -> Comparison:
    """
    Say whether an expression is near to the key.

    Parameters
    ----------
    key, said
        Two expressions.
    tolerance
        One that is `checked`. An absolute one is the greatest distance, a
        relative one its greatest share of the key's size.
    points
        Where the places come from.
    setting
        What names stand for, and how angles are measured.

    Returns
    -------
    Comparison
        `SAME` where near, at every place where both have values; `DIFFERENT` is
        a proof. `UNDECIDED` where too few places have values, or the distance is
        the tolerance as far as can be told.
    """
    occurring = tuple(dict.fromkeys(names(key) + names(said)))
    apart, size = Call("abs", (Subtract(Group(said), Group(key)),)), Call("abs", (Group(key),))
    if not occurring:
        return _within(enclosure(apart, setting), enclosure(size, setting), tolerance)
    places = moderate_places(occurring, points, setting.domain)
    seen = [
        _within(distance, whole, tolerance).sameness
        for distance, whole in zip(enclosures(apart, places, setting), enclosures(size, places, setting), strict=True)
    ]
    if Sameness.DIFFERENT in seen:
        return Comparison(Sameness.DIFFERENT, Evidence.NUMERIC)
    if seen.count(Sameness.SAME) * 2 < len(seen):
        return UNDECIDED
    return Comparison(Sameness.SAME, Evidence.NUMERIC)


def _within(
    apart: Enclosure | Undefined | None, size: Enclosure | Undefined | None, tolerance: Tolerance
) -> Comparison:
    """Say whether a distance is within a tolerance, where the key is of that size."""
    if not isinstance(apart, tuple) or not isinstance(size, tuple):
        return UNDECIDED
    low = high = Fraction(tolerance.absolute or 0)
    if tolerance.relative is not None:
        low, high = (end * Fraction(tolerance.relative) for end in size)
    exact = apart[0] == apart[1] and size[0] == size[1]
    evidence = Evidence.EXACT if exact else Evidence.NUMERIC
    if apart[1] <= low:
        return Comparison(Sameness.SAME, evidence)
    return Comparison(Sameness.DIFFERENT, evidence) if apart[0] > high else UNDECIDED
