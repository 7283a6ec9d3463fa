"""The pieces of maths that a text says."""

from hints.guards.leak import leaks
from hints.guards.said import pieces
from item_bank.answers.answer import ExpressionAnswer


def test_maths_torn_in_two_at_a_sign_is_also_read_as_one() -> None:
    """
    An answer written as two pieces of maths side by side is found.
    """
    text = "Divide each term, so we get $5y^2$ $-11y$."

    assert "5y^2-11y" in [piece.text for piece in pieces(text)]
    assert leaks(text, ExpressionAnswer(value="5y^2 - 11y"), given=("Divide.",))
    assert leaks("Translate: $5y^2$ - $11y$", ExpressionAnswer(value="5y^2 - 11y"), given=("Divide.",))
    assert leaks("We get $5y^2 -$ $11y$.", ExpressionAnswer(value="5y^2 - 11y"), given=("Divide.",))


def test_pieces_side_by_side_without_a_sign_stay_two() -> None:
    """
    Two numbers in a row are no product.
    """
    assert ["5", "x"] == [piece.text for piece in pieces("Look at $5$ $x$.")]


def test_maths_that_is_set_only_in_part_is_also_read_as_one() -> None:
    """
    A letter and sign among the words, a number as maths: `w - $14$`.
    """
    key = ExpressionAnswer(value="w - 14")

    assert "w-14" in [piece.text for piece in pieces("Translate it: w - $14$")]
    assert leaks("Translate it: w - $14$", key, given=("The width is w.", "$14$ less"))
    assert leaks("Translate it: $w$ - 14", key, given=("The width is w.", "$14$ less"))
    assert ["14"] == [piece.text for piece in pieces("Look here: - $14$ is less.")]
