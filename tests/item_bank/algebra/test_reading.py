"""What `reading` makes of typed text: the tree as written, and the order in which things belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context, Format
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Divide,
    Group,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Relation,
    Subtract,
    Tree,
    names,
)
from item_bank.algebra.unreadable import Unreadable

ANY_LETTER = Context()
ONE, TWO, THREE = Number("1"), Number("2"), Number("3")
X, A, B, C = Name("x"), Name("a"), Name("b"), Name("c")


def tree_of(text: str, context: Context = ANY_LETTER) -> Tree:
    """
    Read a text that can be read; without brackets and spans.
    """
    tree = read(text, context)
    assert not isinstance(tree, Unreadable), tree
    return bare(tree)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-3^2", Negate(Power(THREE, TWO))),
        ("(-3)^2", Power(Negate(THREE), TWO)),
        ("2^-3", Power(TWO, Negate(THREE))),
        ("2^3^2", Power(TWO, Power(THREE, TWO))),
        ("2^3x", Multiply(Power(TWO, THREE), X, implied=True)),
        ("1/2x", Multiply(Divide(ONE, TWO), X, implied=True)),
        ("a/bc", Multiply(Divide(A, B), C, implied=True)),
        ("ab/c", Divide(Multiply(A, B, implied=True), C)),
        ("a-b-c", Subtract(Subtract(A, B), C)),
        ("a/b/c", Divide(Divide(A, B), C)),
        ("a+b*c", Add(A, Multiply(B, C))),
        ("-2x", Negate(Multiply(TWO, X, implied=True))),
        ("-a/b", Negate(Divide(A, B))),
        ("2*-3x", Multiply(Multiply(TWO, Negate(THREE)), X, implied=True)),
        ("2--3", Subtract(TWO, Negate(THREE))),
        ("2-+3", Subtract(TWO, Posit(THREE))),
        ("2^50%", Power(TWO, Percent(Number("50")))),
        ("50%x", Multiply(Percent(Number("50")), X, implied=True)),
        ("(x)2", Multiply(X, TWO, implied=True)),
        ("2(x)(3)", Multiply(Multiply(TWO, X, implied=True), THREE, implied=True)),
    ],
)
def test_operators_bind_as_they_are_taught(text: str, expected: Tree) -> None:
    """
    Powers before signs, signs before sums, products from left to right with or without a sign.
    """
    assert expected == tree_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 1/2", Mixed("1", "1", "2")),
        ("1½", Mixed("1", "1", "2")),
        ("1 ½", Mixed("1", "1", "2")),
        ("½", Divide(ONE, TWO)),
        ("½x", Multiply(Divide(ONE, TWO), X, implied=True)),
        ("2*1 1/2", Multiply(TWO, Mixed("1", "1", "2"))),
        ("1 1/2x", Multiply(Mixed("1", "1", "2"), X, implied=True)),
        ("-1 1/2", Negate(Mixed("1", "1", "2"))),
        ("2 (1/2)", Multiply(TWO, Divide(ONE, TWO), implied=True)),
    ],
)
def test_a_whole_number_and_a_fraction_are_a_mixed_number(text: str, expected: Tree) -> None:
    """
    Side by side they are added; with brackets round the fraction they are multiplied.
    """
    assert expected == tree_of(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2\N{MULTIPLICATION SIGN}3", "2*3"),
        ("2·3", "2*3"),
        ("6÷3", "6/3"),
        ("6\N{FRACTION SLASH}3", "6/3"),
        ("\N{MINUS SIGN} 4", "-4"),
        ("5\N{EN DASH}4", "5-4"),
        ("x²", "x^2"),
        ("x⁻¹", "x^-1"),
        ("x¹⁰", "x^10"),
        ("2^3²", "2^(3^2)"),
        ("\N{FULLWIDTH DIGIT TWO}x\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH DIGIT THREE}", "2x+3"),
        ("٣x", "3x"),
        ("\N{MATHEMATICAL ITALIC SMALL X}+\N{MATHEMATICAL BOLD DIGIT TWO}", "x+2"),
        ("x≤2", "x<=2"),
        ("x≥2", "x>=2"),
        ("x≠2", "x!=2"),
        ("x==2", "x=2"),
        ("x=<2", "x<=2"),
        ("2**3", "2^3"),
        ("√4", "sqrt(4)"),
        ("√(4)", "sqrt(4)"),
        ("√2x", "sqrt(2)*x"),
        ("√√16", "sqrt(sqrt(16))"),
        ("π", "pi"),
        ("2\u00a0x", "2x"),
        ("x = 4.", "x=4"),
        ("= 4", "4"),
        ("=> x = 4", "x=4"),
        ("⇒ x = 4", "x=4"),
        ("[2+{x}]", "2+x"),
        (" \t2x ", "2x"),
    ],
)
def test_spellings_of_the_same_thing_read_the_same(text: str, same: str) -> None:
    """
    Unicode signs, digits, brackets and habits of typing change nothing in the tree but `implied`.
    """

    def signed(tree: Tree) -> str:
        return repr(tree).replace("implied=True", "implied=False")

    assert signed(tree_of(same)) == signed(tree_of(text))


def test_brackets_digits_and_products_stay_as_written() -> None:
    """
    Trailing zeros, leading zeros, the kind of bracket and the missing sign are kept.
    """
    tree = read("[2.50]x*007", ANY_LETTER)

    assert isinstance(tree, Multiply)
    assert not tree.implied
    assert isinstance(tree.left, Multiply)
    assert tree.left.implied
    assert Group(Number("2.50", start=1, end=5), "[", start=0, end=6) == tree.left.left
    assert "007" == getattr(tree.right, "text", None)


def test_spans_count_characters_as_entered() -> None:
    """
    Every node knows where it stood, also behind spaces, raised digits and unicode signs.
    """
    text = "  2x² \N{MINUS SIGN} (½ + 1)=1 1/2 "
    tree = read(text, ANY_LETTER)

    assert isinstance(tree, Relation)
    left, right = tree.operands
    assert isinstance(left, Subtract)
    assert ["2x² \N{MINUS SIGN} (½ + 1)", "1 1/2", "2x²", "(½ + 1)"] == [
        text[node.start : node.end] for node in (left, right, left.left, left.right)
    ]


def test_chains_keep_their_operands_and_signs() -> None:
    """
    A chain is one statement, read from left to right.
    """
    assert Relation((A, B, C), ("<", "<=")) == tree_of("a < b <= c")


def test_only_declared_names_are_read_where_some_are() -> None:
    """
    Longer names are taken whole, before single letters; their digits belong to them.
    """
    context = Context(unknowns=("x",), names=("x0", "rate", "r"))

    assert ("x0", "rate", "r", "x") == names(tree_of("x0 + rate*r x", context))
    assert Multiply(Name("r"), Name("rate"), implied=True) == tree_of("rrate", context)


def test_letters_of_pi_and_of_sqrt_are_names_where_they_are_declared() -> None:
    """
    What an item declares comes before what is built in.
    """
    assert ("p", "i") == names(tree_of("pi", Context(names=("p", "i"))))
    assert () == names(tree_of("pi", Context(names=("p",))))
    assert ("s", "q", "r", "t", "x") == names(tree_of("sqrt x", Context(names=("s", "q", "r", "t", "x"))))


def test_declared_functions_take_arguments_and_others_are_products() -> None:
    """
    `f(x)` is a call where f is a function, and a product elsewhere; a comma parts arguments, not digits.
    """
    declared = Context(names=("x",), functions=("f", "gcd"))

    assert Call("f", (X,)) == tree_of("f(x)", declared)
    assert Multiply(Name("f"), X, implied=True) == tree_of("f(x)")
    assert Call("gcd", (Number("4"), Number("600"))) == tree_of("gcd(4,600)", declared)
    assert Call("gcd", (Number("4000"), X)) == tree_of("gcd((4,000), x)", declared)


def test_the_letter_e_may_be_a_name() -> None:
    """
    Where `e` is declared, `2e` and `2e+3` are expressions in it; elsewhere it is Euler's number.
    """
    context = Context(unknowns=("e",))

    assert Add(Multiply(TWO, Name("e"), implied=True), THREE) == tree_of("2e+3", context)
    assert Multiply(TWO, Constant("e"), implied=True) == tree_of("2e")


@given(text=st.text(max_size=60), locale=st.sampled_from(["en", "de", "fr-CH", "hi", "", "??"]))
def test_any_text_has_an_outcome_with_a_place_in_it(text: str, locale: str) -> None:
    """
    Reading never raises; what it cannot read lies within the text and has a sentence without gaps.
    """
    outcome = read(text, Context(locale=locale))

    if isinstance(outcome, Unreadable):
        assert 0 <= outcome.start <= outcome.end <= len(text)
        assert outcome.sentence
    else:
        assert 0 <= outcome.start <= outcome.end <= len(text)


@given(text=st.text(alphabet="0123456789.,+-*/^()[]{}=<>!%x²½√ ayπ;e'|", max_size=40))
def test_maths_in_any_disorder_has_an_outcome(text: str) -> None:
    """
    However signs, digits and brackets are mixed, reading ends in a tree or a place.
    """
    outcome = read(text, ANY_LETTER)

    assert 0 <= outcome.start <= outcome.end <= len(text)


@pytest.mark.parametrize(
    ("text", "meant"), [("x = +-3", "x = ±3"), ("+-sqrt(2)", "±sqrt(2)"), ("2+-3", "2 + (-3)"), ("2 +/- 3", "2 ± 3")]
)
def test_plus_and_minus_in_one_are_both_signs_where_a_term_begins(text: str, meant: str) -> None:
    """
    Keyboards have no `±`; between two terms `+-` stays a sum with a negative one.
    """
    assert bare(tree_of(meant)) == bare(tree_of(text))


PIECES = r"""
\frac \sqrt \left( \right) \left\{ \right\} \left| \right| \text{or} \mathrm{e} \overline{3} \dot3 \pm \in \cup
\log \sin \theta \begin{matrix} \end{matrix} \begin{cases} & \\ ^{\circ} \placeholder{} \mathbb{R} \middle \not {,}
{ } ( ) [ ] | , ; ^ _ = < + - * / ! % ° . 1 20 x e U R or in sin log ½ ² √ π ∞ ∅ ∪ ± ft $ \$ ~ \
"""
CONTEXTS = (
    Context(),
    Context(expects="several"),
    Context(units=True),
    Context(unknowns=("x",), names=("x0", "theta"), locale="de", expects="several"),
    Context(unknowns=("x", "y"), functions=("f",), locale="es", expects="several"),
)


@given(
    pieces=st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=25),
    context=st.sampled_from(CONTEXTS),
    written=st.sampled_from(["text", "latex"]),
)
def test_commands_in_any_disorder_have_an_outcome(pieces: list[str], context: Context, written: Format) -> None:
    """
    However pieces of LaTeX and of typed maths are mixed, reading ends in a tree or a place.
    """
    text = "".join(pieces)
    outcome = read(text, context, written)

    assert 0 <= outcome.start <= outcome.end <= len(text)


def test_scientific_notation_is_a_product_with_a_power_of_ten() -> None:
    """
    `2.5e-3` is read where no letter can be meant; units leave no doubt.
    """
    tree = Multiply(Number("2.5"), Power(Number("10"), Negate(THREE)))

    assert tree == tree_of("2.5e-3") == tree_of("2.5E-3", Context(unknowns=("x",)))
    assert Multiply(TWO, Power(Number("10"), Negate(THREE))) == tree_of("2e-3", Context(units=True))


def test_words_of_letters_that_are_declared_are_products() -> None:
    """
    Where `l` and `n` are names, `ln` is their product; a longer function with brackets stays one.
    """
    assert ("l", "n", "x") == names(tree_of("lnx", Context(names=("l", "n", "x"))))
    assert Call("sin", (Name("n"),)) == tree_of("sin(n)", Context(names=("s", "i", "n")))
    assert ("s", "i", "n") == names(tree_of("sin", Context(names=("s", "i", "n"))))
    assert ("o", "r") == names(tree_of("or", Context(names=("o", "r"))))


def test_greek_names_are_read_in_letters_and_in_words() -> None:
    """
    A declared `mu0` is `μ0`, `μ_0` and `mu_0` too, and a declared letter is its word.
    """
    context = Context(names=("mu0", "α"))

    assert {("mu0",)} == {names(tree_of(text, context)) for text in ("mu0", "μ0", "μ_0", "mu_0", "μ₀")}
    assert ("α",) == names(tree_of("alpha", context))


def test_too_many_bars_are_refused_by_a_count() -> None:
    """
    Pairing bars takes steps in the square of their number.
    """
    outcome = read("|x" * 40, ANY_LETTER)

    assert isinstance(outcome, Unreadable)
    assert "too_many_parts" == outcome.code


def test_long_periods_are_refused_by_a_count() -> None:
    """
    A period has no more digits than a number.
    """
    outcome = read(f"0.({'3' * 61})", ANY_LETTER)

    assert isinstance(outcome, Unreadable)
    assert "number_too_long" == outcome.code


def test_sets_of_one_and_matrices_are_told_from_brackets() -> None:
    """
    What has no typed form of its own: braces of LaTeX round one item, and a matrix set as one.
    """
    several = Context(expects="several")

    braces = read(r"\left\{3\right\}", several, "latex")
    assert not isinstance(braces, Unreadable)
    assert Listing((THREE,), "{", "}") == bare(braces)
    matrix = read(r"\begin{pmatrix}1&2\\3&x\end{pmatrix}", several, "latex")
    assert not isinstance(matrix, Unreadable)
    assert Matrix(((ONE, TWO), (THREE, X))) == bare(matrix)
