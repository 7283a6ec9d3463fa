"""
Sampling: the places where two expressions are evaluated.

Derived from the secret and the subject, so that a regrade repeats and nobody can
build an answer around them. In strata by sign, since half of all false
identities hold for positive values; in each from near 0 over both sides of 1 to
the large. Further places lie around the numbers written in the expressions,
for domains like that of sqrt(x - 5) and for bends like that of |x - 20|.
"""

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias, TypeVar

import msgspec
from flint import acb, arb

from item_bank.algebra.ball import Ball
from item_bank.algebra.balls import Places
from item_bank.algebra.limits import MAX_AROUND
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Domain

__all__ = ["OTHER", "POSITIVE", "Sample", "Sign", "Stratum", "around", "usual"]

T = TypeVar("T")
Sign: TypeAlias = Literal["positive", "other"]
"""Whether all values are positive real numbers, or some are not."""
POSITIVE: Literal["positive"] = "positive"
OTHER: Literal["other"] = "other"
GRAIN_BITS = 24
GRAINS = 1 << GRAIN_BITS
"""Values are whole multiples of 2^-24: few enough bits that sums and powers of them are exact."""
MAGNITUDES = ((1.0, 1.25), (1 / 64, 0.25), (2.0, 10.0), (0.75, 1.0), (10.0, 100.0), (100.0, 1000.0))
"""
Where values lie, in the order in which they are looked at. Powers with a name in the exponent tell little but near 0
and -1, logarithms and inverse functions have their domains there.
"""
RUN = 12
"""Whole numbers in a row: every remainder up to 12 occurs, so that no (-1)^n or cos(n pi/3) passes for another."""
RUN_STARTS = 40
"""From how many a run begins; exponents stay small."""


NEXT_TO = 1 << 10
"""How many times nearer to a number one place is than the others: an expression may differ in a narrow gap there."""
FEW = 3
"""Places of a stratum at which what looks equal is looked at once more, with all the bits there are."""


class Stratum(msgspec.Struct, frozen=True):
    """Places of one sign, in the order in which they count."""

    sign: Sign
    places: Places


class Sample(msgspec.Struct, frozen=True):
    """Several strata: all of their places in a row, and the first few of each in a row."""

    strata: tuple[Stratum, ...]
    places: Places
    few: Places

    def parts(self, seen: list[T], places: Places) -> Iterator[tuple[Stratum, list[T]]]:
        """
        Yield what was seen at all places, or at the first few, stratum by stratum.
        """
        start = 0
        for stratum in self.strata:
            count = stratum.places.count if places is self.places else min(stratum.places.count, FEW)
            yield stratum, seen[start : start + count]
            start += count


def usual(points: Points, names: tuple[str, ...], domain: Domain) -> Sample:
    """
    Return the places for expressions in these names, the positive ones first.

    Parameters
    ----------
    points
        The secret that they come from, and where they are kept.
    names
        All names of both expressions, in one order for every comparison.
    domain
        What the names stand for.

    Returns
    -------
    Sample
        One place alone where there are no names; else six places a stratum
        (twelve where only whole numbers fit): all positive, all negative, and
        mixed where there are several names; for complex numbers positive ones
        and such as lie off the axes.
    """
    return points.keep((names, domain), lambda: _joined(_strata(points, names, domain), names))


def _strata(points: Points, names: tuple[str, ...], domain: Domain) -> tuple[Stratum, ...]:
    """Draw the places."""
    if not names:
        return (_stratum(POSITIVE, {}, 1),)
    sizes = _whole_sizes if domain == "integer" else _sizes
    positive = {name: sizes(points, name, place, "positive") for place, name in enumerate(names)}
    count = len(positive[names[0]])
    drawn = [_stratum(POSITIVE, positive, count)]
    if domain == "positive":
        return tuple(drawn)
    if domain == "complex":
        off = {name: _off_axes(points, name, place) for place, name in enumerate(names)}
        return (*drawn, _stratum("other", off, count))
    negative = {
        name: tuple([-ball for ball in sizes(points, name, place, "negative")]) for place, name in enumerate(names)
    }
    drawn.append(_stratum("other", negative, count))
    if len(names) > 1:
        mixed = {
            name: tuple(
                [
                    ball if _positive(place, turn, len(names)) else -ball
                    for turn, ball in enumerate(sizes(points, name, place, "mixed"))
                ]
            )
            for place, name in enumerate(names)
        }
        drawn.append(_stratum("other", mixed, count))
    return tuple(drawn)


def around(points: Points, names: tuple[str, ...], domain: Domain, numbers: tuple[Fraction, ...]) -> Sample:
    """
    Return further places: on both sides of numbers and their negatives, between them, and beyond them all.

    Parameters
    ----------
    points, names, domain
        As for `usual`; at least one name.
    numbers
        What is written in the expressions; of many the first few count.
    """
    return points.keep((names, domain, numbers), lambda: _joined(_around(points, names, domain, numbers), names))


def _around(
    points: Points, names: tuple[str, ...], domain: Domain, numbers: tuple[Fraction, ...]
) -> tuple[Stratum, ...]:
    """Draw the places around numbers."""
    # in whole grains, since sums of fractions took most of the time that a right answer did
    written = [round(number * GRAINS) for number in [Fraction(0), *numbers][:MAX_AROUND]]
    centres = sorted({sign * grains for grains in written for sign in (1, -1)})
    nudges = [(drawn | 1 << 13) << 4 for drawn in _draws(points, "around", len(centres) + 2)]
    values = [
        side
        for centre, nudge in zip(centres, nudges, strict=False)
        for side in (
            centre - nudge * 4,
            centre + nudge * 4,
            centre - nudge * 12,
            centre + nudge * 13,
            centre + nudge // NEXT_TO,
        )
    ]
    values += [(one + other + (other - one) * nudges[0] // GRAINS) // 2 for one, other in itertools.pairwise(centres)]
    far = round(sum(map(abs, numbers), Fraction(3)) * 2 * GRAINS) + nudges[1]
    values += [far, -far, far * far // GRAINS, -far * far // GRAINS]
    if domain == "positive":
        values = [value for value in values if value > 0]
    if domain == "integer":
        # rounded ones meet, and one place seen twice is no second place
        values = [
            whole * GRAINS for whole in dict.fromkeys(round(Fraction(value, GRAINS)) for value in values) if whole
        ]
    places = [arb(value) / GRAINS for value in values]
    turns = [[(turn * (place + 1) + place) % len(values) for place in range(len(names))] for turn in range(len(values))]
    signs: tuple[Sign, ...] = ("positive", "other")
    by_sign = {
        sign: [turn for turn in turns if all(values[place] > 0 for place in turn) is (sign == POSITIVE)]
        for sign in signs
    }
    return tuple(
        [
            _stratum(
                sign,
                {name: tuple([places[turn[place]] for turn in chosen]) for place, name in enumerate(names)},
                len(chosen),
            )
            for sign, chosen in by_sign.items()
            if chosen
        ]
    )


def _joined(strata: tuple[Stratum, ...], names: tuple[str, ...]) -> Sample:
    """Put the places of strata in a row."""
    rows = [{name: stratum.places.values[name] for name in names} for stratum in strata]
    every = {name: tuple([ball for row in rows for ball in row[name]]) for name in names}
    first = {name: tuple([ball for row in rows for ball in row[name][:FEW]]) for name in names}
    counts = [stratum.places.count for stratum in strata]
    return Sample(strata, Places(every, sum(counts)), Places(first, sum(min(count, FEW) for count in counts)))


def _stratum(sign: Sign, values: Mapping[str, tuple[Ball, ...]], count: int) -> Stratum:
    """Return a stratum of so many places."""
    return Stratum(sign, Places(values, count))


def _draws(points: Points, label: str, count: int) -> list[int]:
    """Return secret numbers of 16 bits that belong to a label."""
    drawn: list[int] = []
    while len(drawn) < count:
        digest = points.draw(f"{label} {len(drawn)}")
        drawn += [int.from_bytes(digest[start : start + 2]) for start in range(0, len(digest), 2)]
    return drawn[:count]


def _sizes(points: Points, name: str, place: int, label: str) -> tuple[arb, ...]:
    """Return one positive value of each magnitude; names next to each other have them in another order."""
    found = []
    for turn, drawn in enumerate(_draws(points, f"{label} {name}", len(MAGNITUDES))):
        low, high = MAGNITUDES[(turn + 2 * place) % len(MAGNITUDES)]
        grains = int((low + (high - low) * (drawn + 0.5) / (1 << 16)) * GRAINS)
        found.append(arb(grains) / GRAINS)
    return tuple(found)


def _whole_sizes(points: Points, name: str, place: int, label: str) -> tuple[arb, ...]:
    """Return whole numbers in a row, in an order of their own for each name."""
    start = 1 + _draws(points, f"{label} {name}", 1)[0] % RUN_STARTS
    step = (5, 7, 11, 1)[place % 4]  # prime to the length of the run
    return tuple([arb(start + (turn * step + place) % RUN) for turn in range(RUN)])


def _off_axes(points: Points, name: str, place: int) -> tuple[acb, ...]:
    """Return complex values in all four quadrants, of all magnitudes."""
    across, up = _sizes(points, name, place, "across"), _sizes(points, name, place + 1, "up")
    return tuple(
        [
            acb(one if (turn + place) % 2 else -one, other if (turn // 2 + place) % 2 else -other)
            for turn, (one, other) in enumerate(zip(across, up, strict=True))
        ]
    )


def _positive(place: int, turn: int, count: int) -> bool:
    """Say which names are positive where signs are mixed: one alone, or all but one, each in its turn."""
    return (place == turn // 2 % count) is bool(turn % 2)
