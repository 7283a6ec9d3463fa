"""What the guard against new numbers promises."""

from hints.guards.novelty import new_numbers


def test_only_numbers_that_are_known_may_be_shown() -> None:
    """
    In maths, in words around it, and whichever mark decimals are written with.
    """
    given = (r"Add $\frac{3}{4}$ and $0.5$.", "2x = 16")

    assert not new_numbers("Look at the denominator: what is it for?", given)
    assert not new_numbers(r"What is done with $\frac{3}{4}$, $16$ and $0{,}5$?", given)
    assert new_numbers(r"What is done with $\frac{3}{8}$?", given)
    assert new_numbers("Where does $5$ come from?", given)
