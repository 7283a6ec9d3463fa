"""
Hostile texts: each ends in a value, by a limit that is counted.

The list is of inputs that were tried on six peers (on which peers hang, run out of memory or
execute code), with attacks on our own method: answers built around a known
prime, and texts that look like something else.
"""

from fractions import Fraction

import pytest

from item_bank.algebra.arithmetic import NotExact
from item_bank.algebra.compare import Sameness, compare, compare_sides, prepare_side
from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.numeric import compare_numerically
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Domain, Setting
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.lines import relation

CONTEXT = Context(functions=("factorial", "binomial", "sin", "abs"))
POINTS = Points(b"a secret of the server, kept away", "item")
MERSENNE = 2**61 - 1
"""The prime that others fix, and that answers can therefore be built around."""


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, CONTEXT)
    assert not isinstance(tree, Unreadable), tree
    return tree


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 500 + "1" + ")" * 500, "text_too_long"),
        ("(" * 300 + "1" + ")" * 300, "too_many_parts"),
        ("(" * 5000 + "1" + ")" * 5000, "text_too_long"),
        ("-" * 300 + "1", "too_deep"),
        ("2^" * 150 + "1", "too_deep"),
        ("√" * 150 + "1", "too_deep"),
        ("(2*" * 70 + "1" + ")" * 70, "too_deep"),
        ("7" * 10**5, "text_too_long"),
        ("0." + "3" * 10**5, "text_too_long"),
        ("7" * 900, "number_too_long"),
        ("0." + "3" * 900, "number_too_long"),
        ("1 " + "000 " * 200, "number_too_long"),
        ("1e400000", "exponent_too_large"),
        ("1" + "0" * 70, "number_too_long"),
        ("+".join("1" for _ in range(2000)), "text_too_long"),
        ("+".join("1" for _ in range(300)), "too_many_parts"),
        ("(x+1)" * 199, "too_many_parts"),
        (f"x^{MERSENNE}", "exponent_too_large"),
        ("x^1000000", "exponent_too_large"),
        ("2^(10000000000)", "exponent_too_large"),
        ("sin(" * 70 + "x" + ")" * 70, "too_deep"),
        ("sqrt(" * 61 + "x" + ")" * 61, "too_deep"),
        ('__import__("os").system("ls")', "word"),
        ("().__class__.__bases__[0]", "word"),
        ("lambda: x", "colon"),
        ("exec(x)\nimport os", "several_lines"),
        ("[x for x in f'{y}']", "unknown_character"),
        ("\\write18{ls}", "unknown_command"),
        ("x\u202e+1", "invisible_character"),
        ("1\u200b000", "invisible_character"),
        ("x\ufeff", "invisible_character"),
        ("\ud800", "invisible_character"),
        ("\x07", "invisible_character"),
    ],
)
def test_what_is_too_much_or_no_maths_is_refused_by_a_count(text: str, code: str) -> None:
    """
    Length, depth, digits and exponents are refused before anything is built from them.
    """
    outcome = read(text, CONTEXT)

    assert isinstance(outcome, Unreadable)
    assert code == outcome.code


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9",
        "9^9^9^9",
        "\N{FULLWIDTH DIGIT NINE}**\N{FULLWIDTH DIGIT NINE}**\N{FULLWIDTH DIGIT NINE}",
        "(2^10000)^10000",
        "2^(2*10^9)",
        "((10^1000)^1000)^1000",
        "1.000001^10000",
        "(1/3)^9999",
        "10^1000*10^1000",
    ],
)
def test_numbers_too_large_are_said_to_be_so(text: str) -> None:
    """
    A tower of powers has no exact value here, and nothing of its size is computed.
    """
    assert NotExact("too_large") == value(tree_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "factorial(10^6)",
        "binomial(10^7, 5*10^6)",
        "factorial(factorial(9))",
        "sqrt(" * 30 + "x" + ")" * 30,
        "sin(" * 50 + "x" + ")" * 50,
        "abs(" * 25 + "x+1" + ")" * 25,
        "2^x^x^x",
        "x^(9^9^9)",
        "x^(1/2)",
    ],
)
def test_what_is_large_or_deep_ends_and_is_never_the_same(text: str) -> None:
    """
    Functions, roots and names in exponents end different or undecided against another expression.
    """
    assert compare(tree_of(text), tree_of("x"), POINTS).sameness in (Sameness.DIFFERENT, Sameness.UNDECIDED)


@pytest.mark.parametrize("domain", ["real", "positive", "complex", "integer"])
@pytest.mark.parametrize(
    "text",
    [
        "sqrt(" * 30 + "x" + ")" * 30,
        "sin(" * 50 + "x" + ")" * 50,
        "abs(" * 25 + "x+1" + ")" * 25,
        "exp(" * 40 + "x" + ")" * 40,
        "ln(" * 30 + "x" + ")" * 30,
        "+".join(["x^x"] * 90),
        "+".join(["root(x,3)"] * 40),
        "binomial(x, 99)+binomial(x, 98)",
        "floor(10^300 sqrt(x))",
        "sin(10^60 x)",
        "e^e^e^e^x",
        "x e^(-10^9)",
        "(sqrt(2)+sqrt(3)+sqrt(5)+sqrt(7)+sqrt(11)+sqrt(13))^100",
        "(1/x)^10000+2^(x^10000)",
        "sqrt(x)^(9^9^9^9)",
    ],
)
def test_deep_and_costly_texts_end_in_every_domain(text: str, domain: Domain) -> None:
    """
    Against another expression they are never the same, and with themselves never different.
    """
    reader = Context(names=("x",), functions=tuple(FUNCTIONS))
    tree, other = read(text, reader), read("sqrt(x)+x", reader)
    assert not isinstance(tree, Unreadable)
    assert not isinstance(other, Unreadable)
    setting = Setting(domain=domain)
    side = prepare_side(tree, POINTS, setting)

    assert compare_sides(side, prepare_side(other, POINTS, setting)).sameness is not Sameness.SAME
    assert compare_numerically(side, prepare_side(tree, POINTS, setting)) in (Sameness.SAME, Sameness.UNDECIDED)
    hash(side.fingerprint)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"5+{MERSENNE}", "5"),
        (f"x+{MERSENNE}x", "x"),
        (f"x+{MERSENNE}", "x"),
        (f"x+{POINTS.prime - 1}", "x"),
        ("x^10000", "x"),
        ("(x+1)^1000", "(x+1)^999"),
        ("(x-1)(x-2)(x-3)(x-5)(x+1)x+x", "x"),
        ("0*x", "x"),
        ("1/(x-x)", "x"),
        ("x*0/0", "x"),
    ],
)
def test_answers_built_to_vanish_are_different(text: str, key: str) -> None:
    """
    Neither a prime that others fix, nor roots at the usual points, nor a division by zero pass for the key.
    """
    assert Sameness.DIFFERENT is compare(tree_of(text), tree_of(key), POINTS).sameness


def test_a_prime_learnt_from_one_item_is_of_no_use_in_another() -> None:
    """
    Variable-free answers are compared exactly, so that not even the secret prime itself helps there.
    """
    prime = POINTS.prime

    assert Sameness.DIFFERENT is compare(tree_of(f"5+{prime}"), tree_of("5"), POINTS).sameness
    assert Sameness.DIFFERENT is compare(tree_of(f"x+{prime}"), tree_of("x"), Points(b"secret", "other")).sameness


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x=1", "(x+1)^1000=0"),
        ("x=1", "x^61=1"),
        ("x=1", "(x+y+z+a+b)^30=1"),
        ("x=1", "x^(9^9^9)=1"),
        ("x=1", "+".join(f"{name}{other}" for name in "abcdefgh" for other in "qrstuvwxyz") + "=0"),
        ("x=1", "(10^600x+1)^3=0"),
        ("x=1", "0.1a+0.2b+0.3c+0.4d+0.5g=1"),
    ],
)
def test_lines_beyond_the_limits_are_not_followed(before: str, after: str) -> None:
    """
    Degree, number of terms, size of coefficients and rounded decimals are bounded; beyond them nothing is claimed.
    """
    assert relation(tree_of(before), tree_of(after), POINTS).relation in ("undecided", "different")


def test_the_longest_texts_that_are_read_are_compared_too() -> None:
    """
    A sum as long as the limits allow neither ends the recursion nor loses its value.
    """
    ones = "+".join("1" for _ in range(199))
    letters = " ".join("x" for _ in range(200))

    assert Fraction(199) == value(tree_of(ones))
    assert Sameness.SAME is compare(tree_of(letters), tree_of("x^200"), POINTS).sameness
    assert "same" == relation(tree_of(f"{ones}=x"), tree_of("x=199"), POINTS).relation
    assert "undecided" == relation(tree_of(f"{letters}=1"), tree_of("x=1"), POINTS).relation
