"""
Nearness: whether an expression is as near to the key as its author allows.

A number by its distance, an expression in names by its distance at secret places
of moderate size. Both ends of a tolerance are inside. What is exactly asked is
`item_bank.algebra.compare`'s, what is rounded `rounding`'s.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from item_bank.algebra.compare import Comparison, Sameness
from item_bank.algebra.enclosure import Enclosure, enclosure
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.exact import fill
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Call, Group, Subtract, Tree, names
from item_bank.answers.answer import Tolerance
from item_bank.answers.fault import KeyFault

__all__ = ["checked", "near"]

MAX_POWER = 100
"""Power of ten of a tolerance, up or down: one that asks for more is no tolerance, and `1e400000` would fill memory."""
PLACES = 8
"""Places at which an expression in names is held against the key."""
GRAINS, WIDTH = 1_000, 3
"""Values are whole thousandths between -3 and 3."""
WHOLE = 9
"""Values are from 1 to this where names stand for whole numbers."""
BITS_A_PLACE = 13
"""Of a secret value, used up by one place: four places from each of the two values of a name."""
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
    if not occurring:
        return _near_here(key, said, tolerance, setting)
    seen = [
        _near_here(fill(key, place), fill(said, place), tolerance, setting).sameness
        for place in _places(occurring, points, setting)
    ]
    if Sameness.DIFFERENT in seen:
        return Comparison(Sameness.DIFFERENT, Evidence.NUMERIC)
    if seen.count(Sameness.SAME) * 2 < len(seen):
        return UNDECIDED
    return Comparison(Sameness.SAME, Evidence.NUMERIC)


def _near_here(key: Tree, said: Tree, tolerance: Tolerance, setting: Setting) -> Comparison:
    """Compare two expressions without names."""
    apart = enclosure(Call("abs", (Subtract(Group(said), Group(key)),)), setting)
    bound = _bound(key, tolerance, setting)
    if not isinstance(apart, tuple) or bound is None:
        return UNDECIDED
    evidence = Evidence.EXACT if apart[0] == apart[1] and bound[0] == bound[1] else Evidence.NUMERIC
    if apart[1] <= bound[0]:
        return Comparison(Sameness.SAME, evidence)
    return Comparison(Sameness.DIFFERENT, evidence) if apart[0] > bound[1] else UNDECIDED


def _bound(key: Tree, tolerance: Tolerance, setting: Setting) -> Enclosure | None:
    """Return how far a number may be from the key."""
    if tolerance.absolute is not None:
        return Fraction(tolerance.absolute), Fraction(tolerance.absolute)
    size = enclosure(Call("abs", (key,)), setting)
    share = Fraction(tolerance.relative or 0)
    return (size[0] * share, size[1] * share) if isinstance(size, tuple) else None


def _places(occurring: tuple[str, ...], points: Points, setting: Setting) -> Iterator[dict[str, Fraction]]:
    """Yield secret values of moderate size for names, every other time positive ones."""
    for turn in range(PLACES):
        place = {}
        for name in occurring:
            drawn = points.of(name)[turn % 2] >> (turn // 2 * BITS_A_PLACE)
            there = Fraction(drawn % (2 * WIDTH * GRAINS) - WIDTH * GRAINS or 1, GRAINS)
            if setting.domain == "integer":
                there = Fraction(drawn % WHOLE + 1)
            place[name] = abs(there) if setting.domain != "real" or turn < PLACES // 2 else there
        yield place
