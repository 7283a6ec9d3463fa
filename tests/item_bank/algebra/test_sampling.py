"""What `sampling` promises: secret places in strata of sign and size, the same at every regrade."""

from fractions import Fraction

import pytest
from flint import acb, arb

from item_bank.algebra.residue import Points
from item_bank.algebra.sampling import Sample, around, usual
from item_bank.algebra.setting import Domain

SECRET = b"a secret of the server, kept away"


def points(subject: str = "item") -> Points:
    """Derive points that nothing was kept with."""
    return Points(SECRET, subject)


def values(found: Sample, name: str) -> list[list[arb]]:
    """Return the real values of a name in each stratum."""
    return [[ball for ball in stratum.places.values[name] if isinstance(ball, arb)] for stratum in found.strata]


def test_places_repeat_for_the_same_secret_and_subject_only() -> None:
    """
    A regrade repeats, another item has other places.
    """
    first, again, other = (usual(points(subject), ("x",), "real") for subject in ("item", "item", "other"))

    assert [[float(ball.mid()) for ball in row] for row in values(first, "x")] == [
        [float(ball.mid()) for ball in row] for row in values(again, "x")
    ]
    assert values(first, "x")[0] != values(other, "x")[0]


def test_places_are_kept_with_the_points() -> None:
    """
    The same objects come again, so that what a key is worth there can be kept.
    """
    kept = points()

    assert usual(kept, ("x",), "real") is usual(kept, ("x",), "real")
    assert around(kept, ("x",), "real", (Fraction(5),)) is around(kept, ("x",), "real", (Fraction(5),))


def test_one_name_is_positive_and_negative_of_every_size() -> None:
    """
    Near 0, on both sides of 1, up to 10, up to 100, up to 1,000, and the same below zero.
    """
    positive, negative = values(usual(points(), ("x",), "real"), "x")

    for low, high in ((0, 0.25), (0.75, 1), (1, 1.25), (2, 10), (10, 100), (100, 1000)):
        assert any(low < ball < high for ball in positive)
        assert any(low < -ball and -ball < high for ball in negative)


def test_several_names_are_of_one_sign_and_of_mixed_signs_in_either_order() -> None:
    """
    Each name is alone in its sign at some place, and which is larger changes.
    """
    found = usual(points(), ("x", "y", "z"), "real")
    mixed = [[bool(ball > 0) for ball in values(found, name)[2]] for name in ("x", "y", "z")]
    x, y = (values(found, name)[0] for name in ("x", "y"))

    assert ["positive", "other", "other"] == [stratum.sign for stratum in found.strata]
    assert all(len(set(signs)) == 2 for signs in zip(*mixed, strict=True))
    assert {(True, False, False), (False, True, False), (False, False, True)} <= set(zip(*mixed, strict=True))
    assert len({bool(one < other) for one, other in zip(x, y, strict=True)}) == 2


def test_values_are_short_and_exact() -> None:
    """
    Sums, products and small powers of them are exact too.
    """
    for row in values(usual(points(), ("x", "y"), "real"), "y"):
        assert all((ball * 2**24).is_integer() for ball in row)


@pytest.mark.parametrize(
    ("domain", "signs"),
    [("positive", ["positive"]), ("complex", ["positive", "other"]), ("integer", ["positive", "other", "other"])],
)
def test_each_domain_has_its_usual(domain: Domain, signs: list[str]) -> None:
    """
    Positive values alone, values off the axes, or whole numbers in a row.
    """
    found = usual(points(), ("n", "m"), domain)

    assert signs == [stratum.sign for stratum in found.strata]
    assert found.few.count == 3 * len(signs)
    assert [(stratum, 3) for stratum in found.strata] == [
        (stratum, len(part)) for stratum, part in found.parts(list(range(found.few.count)), found.few)
    ]
    if domain == "integer":
        assert all(ball.is_integer() for row in values(found, "n") for ball in row)
        assert {0, 1, 2, 3, 4, 5} == {int(float(ball.mid())) % 6 for ball in values(found, "n")[0]}
    if domain == "complex":
        off = [ball for ball in found.strata[1].places.values["n"] if isinstance(ball, acb)]
        assert 4 == len({(bool(ball.real > 0), bool(ball.imag > 0)) for ball in off})


def test_without_names_there_is_one_place() -> None:
    """
    A number is worth the same everywhere.
    """
    (only,) = usual(points(), (), "real").strata

    assert 1 == only.places.count


def test_further_places_lie_around_between_and_beyond_the_numbers_written() -> None:
    """
    On both sides of 20 and of -20, between 20 and 30, and beyond both.
    """
    found = around(points(), ("x",), "real", (Fraction(20), Fraction(30)))
    drawn = [ball for row in values(found, "x") for ball in row]

    for low, high in ((19, 20), (20, 21), (-20, -19), (-21, -20), (24, 26), (100, 10**6), (-(10**6), -100), (-0.5, 0)):
        assert any(low < ball < high for ball in drawn), (low, high)


def test_further_places_keep_to_the_domain() -> None:
    """
    Positive values where these are meant, whole ones where those are.
    """
    positive = around(points(), ("x", "y"), "positive", (Fraction(5),))
    whole = around(points(), ("x",), "integer", (Fraction(5),))

    assert ["positive"] == [stratum.sign for stratum in positive.strata]
    assert all(ball > 0 for row in values(positive, "y") for ball in row)
    assert all(ball.is_integer() for row in values(whole, "x") for ball in row)
    assert whole.places.count == len({float(ball.mid()) for row in values(whole, "x") for ball in row} - {0})


def test_only_so_many_sets_of_places_are_kept() -> None:
    """
    A learner who tries letter after letter fills no memory.
    """
    kept = points()
    for number in range(60):
        usual(kept, (f"x{number}",), "real")

    assert usual(kept, ("x0",), "real") is usual(kept, ("x0",), "real")
    assert usual(kept, ("x59",), "real") is not usual(kept, ("x59",), "real")
