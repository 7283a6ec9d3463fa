"""
Numeric comparing: whether two expressions have the same values at many places.

Balls that are apart prove a difference; balls that overlap with next to no width
at every place are as good as equal, and looked at once more with more bits and
by fields that let nothing tiny hide. Among real numbers the values compared are
the real ones; where one side alone has none, both are taken as complex numbers.
"""

import enum
from collections.abc import Iterator

import msgspec
from flint import acb

from item_bank.algebra.ball import Ball, NoValue, Value
from item_bank.algebra.balls import Places
from item_bank.algebra.field import COMPLEX_NUMBERS, REAL_NUMBERS, WATCHED_COMPLEX, WATCHED_REAL, Field
from item_bank.algebra.limits import BALL_BITS, LOW_BITS, MIN_GOOD, PROOF_BITS
from item_bank.algebra.sameness import Sameness
from item_bank.algebra.sampling import OTHER, POSITIVE, Sample, Sign, Stratum, around, usual
from item_bank.algebra.side import Side

__all__ = ["Numbers", "Seen", "compare_numerically", "look", "numbers_of"]

MIN_POSITIVE = 2
"""Positive places at which both sides agree, fewer of which are no ground to call them the same for positive values."""


class Seen(enum.Enum):
    """What two values at one place show; `LACKING` is a value on one side alone, `NEITHER` on none."""

    EQUAL = "equal"
    APART = "apart"
    LACKING = "lacking"
    NEITHER = "neither"
    NOTHING = "nothing"


class Numbers(msgspec.Struct, frozen=True):
    """The field that values are compared in, and its watched one."""

    plain: Field
    watched: Field


class Looked(msgspec.Struct, frozen=True):
    """What was seen at the places of a sample, stratum by stratum."""

    sample: Sample
    seen: list[tuple[Stratum, list[Seen]]]

    def count(self, wanted: Seen, *signs: Sign) -> int:
        """
        Count the places, of some signs, at which something was seen.
        """
        return sum(seen.count(wanted) for stratum, seen in self.seen if stratum.sign in signs)


REALS, COMPLEXES = Numbers(REAL_NUMBERS, WATCHED_REAL), Numbers(COMPLEX_NUMBERS, WATCHED_COMPLEX)
FIRST = (Seen.APART, Seen.EQUAL, Seen.NOTHING, Seen.LACKING, Seen.NEITHER)
"""What decides among the places of a stratum: a difference before sameness before nothing."""
WORST = (Seen.APART, Seen.NOTHING, Seen.LACKING, Seen.NEITHER, Seen.EQUAL)
"""What decides among strata: all of them have to agree."""
PRECISIONS = (LOW_BITS, BALL_BITS, PROOF_BITS)


def numbers_of(left: Side, right: Side) -> Numbers:
    """
    Return what two sides are compared in: complex numbers where these are meant, or an `i` is in one.
    """
    complexes = right.setting.domain == "complex" or left.traits.imaginary or right.traits.imaginary
    return COMPLEXES if complexes else REALS


def compare_numerically(left: Side, right: Side) -> Sameness:
    """
    Compare two sides by balls.

    Parameters
    ----------
    left, right
        Sides under the same points and setting.

    Returns
    -------
    Sameness
        `DIFFERENT`, and the difference in `POSITIVE`, are proofs; `SAME` is not.
        `UNDECIDED` where too few places have values on both sides, or at more
        than two in three these cannot be told.
    """
    numbers = numbers_of(left, right)
    occurring = tuple(sorted({*left.names, *right.names}))
    if not occurring:
        return _compare_constants(left, right, numbers)
    looked = _look_everywhere(left, right, occurring, numbers)
    if numbers is REALS and not _count(looked, Seen.EQUAL) and _count(looked, Seen.NEITHER) >= MIN_GOOD:
        numbers = COMPLEXES
        looked = _look_everywhere(left, right, occurring, numbers)
    return _verdict(left, right, looked, numbers)


def look(left: Side, right: Side, places: Places, field: Field, bits: int) -> list[Seen]:
    """
    Say what the values of two sides show at each place.

    Where one side alone has a real value, the complex values of both are looked
    at; what has none even there is `LACKING`.
    """
    first, second = left.column(places, field, bits), right.column(places, field, bits)
    if first is None or second is None:
        return [Seen.NOTHING] * places.count
    need = bits // 2
    seen = [_see(one, other, need) for one, other in zip(first, second, strict=True)]
    if Seen.LACKING not in seen or field.lift is acb:
        return seen
    fuller = look(left, right, places, COMPLEX_NUMBERS if field is REAL_NUMBERS else WATCHED_COMPLEX, bits)
    return [full if was is Seen.LACKING else was for was, full in zip(seen, fuller, strict=True)]


def _compare_constants(left: Side, right: Side, numbers: Numbers) -> Sameness:
    """Compare two sides without names, with more and more bits until they are apart."""
    places = usual(right.points, (), right.setting.domain).places
    seen = Seen.NOTHING
    for bits in PRECISIONS:
        (seen,) = look(left, right, places, numbers.watched if bits == PROOF_BITS else numbers.plain, bits)
        if seen is Seen.NEITHER:
            (seen,) = look(left, right, places, COMPLEX_NUMBERS, bits)
        if seen in (Seen.APART, Seen.LACKING):
            return Sameness.DIFFERENT
    return Sameness.SAME if seen is Seen.EQUAL else Sameness.UNDECIDED


def _look_everywhere(left: Side, right: Side, occurring: tuple[str, ...], numbers: Numbers) -> list[Looked]:
    """Look at the usual places, and at further ones where these are too few or a bend or jump may be near."""
    points, domain = right.points, right.setting.domain
    looked = [_look_at(left, right, usual(points, occurring, domain), numbers)]
    if looked[0].count(Seen.APART, POSITIVE):
        return looked
    if left.traits.bending or right.traits.bending or _count(looked, Seen.EQUAL) < MIN_GOOD:
        looked.append(_look_at(left, right, around(points, occurring, domain, right.numbers), numbers))
        if new := tuple([number for number in left.numbers if number not in right.numbers]):
            looked.append(_look_at(left, right, around(points, occurring, domain, new), numbers))
    if (left.traits.jumping or right.traits.jumping) and domain != "integer":
        whole = _look_at(left, right, usual(points, occurring, "integer"), numbers)
        signs: tuple[Sign, ...] = (POSITIVE,) if domain == "positive" else (POSITIVE, OTHER)
        # they prove a difference, and nothing else: many a value is not known next to a jump
        if whole.count(Seen.APART, *signs):
            looked.append(whole)
    return looked


def _look_at(left: Side, right: Side, sample: Sample, numbers: Numbers) -> Looked:
    """Look at all places of a sample."""
    seen = look(left, right, sample.places, numbers.plain, BALL_BITS)
    return Looked(sample, list(sample.parts(seen, sample.places)))


def _verdict(left: Side, right: Side, looked: list[Looked], numbers: Numbers) -> Sameness:
    """Say what all that was seen comes to."""
    if _count(looked, Seen.APART, POSITIVE):
        return Sameness.DIFFERENT
    apart, agreeing = _count(looked, Seen.APART), _count(looked, Seen.EQUAL)
    if not apart and (agreeing < MIN_GOOD or agreeing * 2 < _count(looked, Seen.NOTHING)):
        nowhere = agreeing == 0 and _count(looked, Seen.LACKING) >= MIN_GOOD
        return Sameness.DIFFERENT if nowhere else Sameness.UNDECIDED
    again = {POSITIVE: Seen.EQUAL, OTHER: Seen.APART if apart else Seen.EQUAL}
    trusted: set[Sign] = set()
    for one in looked:
        shown = list(_look_again(left, right, one, numbers, trusted))
        for sign, seen in shown:
            again[sign] = min(again[sign], seen, key=WORST.index)
        trusted.update(sign for sign, _ in shown)
    if again[POSITIVE] is Seen.APART:
        return Sameness.DIFFERENT
    if again[OTHER] is Seen.APART:
        agree = again[POSITIVE] is Seen.EQUAL and _count(looked, Seen.EQUAL, POSITIVE) >= MIN_POSITIVE
        return Sameness.POSITIVE if agree else Sameness.DIFFERENT
    return Sameness.UNDECIDED if Seen.NOTHING in again.values() else Sameness.SAME


def _look_again(
    left: Side, right: Side, looked: Looked, numbers: Numbers, done: set[Sign]
) -> Iterator[tuple[Sign, Seen]]:
    """
    Look with all bits, and nothing tiny let pass, at a few places of each stratum where both sides agreed.

    Yields for each such stratum what that shows; where the few show nothing, what all of its places do. Signs that
    are done are passed over.
    """
    agreeing = {
        place for place, (stratum, seen) in enumerate(looked.seen) if Seen.EQUAL in seen and stratum.sign not in done
    }
    for places in (looked.sample.few, looked.sample.places):
        if not agreeing:
            return
        seen = look(left, right, places, numbers.watched, PROOF_BITS)
        for place, (stratum, shown) in enumerate(looked.sample.parts(seen, places)):
            telling = Seen.APART in shown or Seen.EQUAL in shown or places is looked.sample.places
            if place in agreeing and telling:
                agreeing.remove(place)
                yield stratum.sign, min(shown, key=FIRST.index)


def _count(looked: list[Looked], wanted: Seen, *signs: Sign) -> int:
    """Count the places, of some signs or of any, at which something was seen."""
    return sum(one.count(wanted, *(signs or (POSITIVE, OTHER))) for one in looked)


def _see(left: Value, right: Value, bits: int) -> Seen:
    """Say what two values show; equal are balls that overlap and are known to so many bits."""
    if type(left) is NoValue or type(right) is NoValue:
        if NoValue.UNCLEAR in (left, right):
            return Seen.NOTHING
        return Seen.NEITHER if left is right else Seen.LACKING
    if not (left.is_finite() and right.is_finite()):
        return Seen.NOTHING
    if 0 not in left - right:
        return Seen.APART
    return Seen.EQUAL if _sharp(left, bits) and _sharp(right, bits) else Seen.NOTHING


def _sharp(ball: Ball, bits: int) -> bool:
    """Say whether a ball is known to so many bits, or is zero to as many places."""
    return ball.rel_accuracy_bits() >= bits or (0 in ball and bool(ball.rad() * 2**bits < 1))
