"""
Moderate places: secret values of names at which a tolerance means something.

Comparing for equality goes to all magnitudes (`sampling`); how near two
expressions are is asked where their values are those of an exercise.
"""

from flint import arb

from item_bank.algebra.balls import Places
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Domain

__all__ = ["moderate_places"]

PLACES = 8
"""Places at which an expression in names is held against the key."""
GRAINS, WIDTH = 1_024, 3
"""Values are whole multiples of 1/1024 between -3 and 3."""
WHOLE = 9
"""Values are from 1 to this where names stand for whole numbers."""
BITS_A_PLACE = 13
"""Of a secret value, used up by one place: four places from each of the two values of a name."""


def moderate_places(occurring: tuple[str, ...], points: Points, domain: Domain) -> Places:
    """
    Return secret values between -3 and 3 for names, those of the first half of the places positive.

    Parameters
    ----------
    occurring
        The names.
    points
        Where the values come from; the same points give the same places.
    domain
        What names stand for: all are positive but for `real`, whole from 1 to 9 for `integer`.
    """
    return Places(
        {name: tuple([_place(name, turn, points, domain) for turn in range(PLACES)]) for name in occurring}, PLACES
    )


def _place(name: str, turn: int, points: Points, domain: Domain) -> arb:
    """Return the value of a name at one place."""
    drawn = points.of(name)[turn % 2] >> (turn // 2 * BITS_A_PLACE)
    if domain == "integer":
        return arb(drawn % WHOLE + 1)
    there = arb(drawn % (2 * WIDTH * GRAINS) - WIDTH * GRAINS or 1) / GRAINS
    return abs(there) if domain != "real" or turn < PLACES // 2 else there
