"""What infinity promises."""

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.infinity import infinite
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("oo", 1),
        ("-oo", -1),
        ("+(-(oo))", -1),
        ("oo + 99", 1),
        ("99 - oo", -1),
        ("oo + oo", 1),
        ("oo - (-oo)", 1),
        ("2*oo", 1),
        ("oo*(-2)", -1),
        ("-oo*oo", -1),
        ("oo/(-3)", -1),
        ("oo - oo", 0),
        ("0*oo", 0),
        ("oo/0", 0),
        ("oo/oo", 0),
        ("1/oo", 0),
        ("oo + x", 0),
        ("x + oo", 0),
        ("x*oo", 0),
        ("1 + 2", 0),
        ("2*3", 0),
        ("2/3", 0),
        ("7", 0),
        ("sqrt(oo)", 0),
    ],
)
def test_what_is_infinite_has_a_sign(text: str, sign: int) -> None:
    """
    Beside numbers and other infinities; what has no value has none.
    """
    tree = read(text, Context(names=("x",)))

    assert not isinstance(tree, Unreadable)
    assert sign == infinite(tree)
