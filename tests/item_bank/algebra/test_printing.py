"""What `printing` promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare, with_children
from item_bank.algebra.tree import (
    Add,
    Call,
    Divide,
    EmptySet,
    Junction,
    Listing,
    Matrix,
    Multiply,
    Name,
    Number,
    PlusMinus,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Tree,
    children,
    walk,
)
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME, ANYTHING, NAMES, matrices, relations, statements, trees

ANY_LETTER = Context()
X, TWO = Name("x"), Number("2")
locales = st.sampled_from(["en", "de"])


def printed(text: str, context: Context = ANY_LETTER) -> str:
    """
    Read a text that can be read, and print it.
    """
    tree = read(text, context)
    assert not isinstance(tree, Unreadable)
    return to_text(tree)


@given(tree=trees())
def test_what_is_printed_reads_back_to_the_same_tree(tree: Tree) -> None:
    """
    The typed form of any expression keeps its structure, whatever brackets it had.
    """
    again = read(to_text(tree), ANY_NAME)

    assert not isinstance(again, Unreadable)
    assert bare(tree) == bare(again)


@given(tree=trees(("x", "y")))
def test_a_decimal_comma_reads_back_too(tree: Tree) -> None:
    """
    Printed and read in one locale, an expression stays what it is.
    """
    german = Context(names=("x", "y"), functions=("gcd",), locale="de")
    again = read(to_text(tree, "de"), german)

    assert not isinstance(again, Unreadable)
    assert bare(tree) == bare(again)


@given(relation=relations())
def test_chains_of_relations_read_back(relation: Relation) -> None:
    """
    Operands and signs of a chain keep their order.
    """
    again = read(to_text(relation), ANY_NAME)

    assert not isinstance(again, Unreadable)
    assert bare(relation) == bare(again)


@given(tree=statements())
def test_every_construct_reads_back_as_typed_text(tree: Tree) -> None:
    """
    Lists, sets, intervals, systems and what is joined keep their structure too.
    """
    again = read(to_text(tree), ANYTHING)

    assert not isinstance(again, Unreadable), to_text(tree)
    assert bare(tree) == bare(again)


@given(tree=statements(("x", "y")))
def test_every_construct_reads_back_with_a_decimal_comma(tree: Tree) -> None:
    """
    Where the comma is a decimal mark, semicolons part the items.
    """
    german = Context(names=("x", "y"), functions=("f",), expects="several", locale="de")
    again = read(to_text(tree, "de"), german)

    assert not isinstance(again, Unreadable), to_text(tree, "de")
    assert bare(tree) == bare(again)


def with_signs(tree: Tree) -> Tree:
    """
    Return a tree whose products all have a sign, which LaTeX needs between numbers.
    """
    parts = tuple(map(with_signs, children(tree)))
    return Multiply(*parts) if isinstance(tree, Multiply) else with_children(tree, parts)


def two_fractions(tree: Tree) -> bool:
    """
    Say whether somewhere `5/8*3/5` is set as a product of two fractions.
    """
    return any(
        isinstance(node, Divide) and isinstance(node.left, Multiply) and isinstance(node.right, Number)
        for node in walk(bare(tree))
    )


@given(tree=st.one_of(statements(), matrices()).filter(lambda tree: not two_fractions(tree)), locale=locales)
def test_latex_reads_back_to_the_same_tree(tree: Tree, locale: str) -> None:
    """
    What is set reads back but for signs of products, so that nothing is shown that means something else.
    """
    context = Context(names=NAMES, functions=("f",), expects="several", locale=locale)
    again = read(to_latex(tree, locale), context, "latex")

    assert not isinstance(again, Unreadable), to_latex(tree, locale)
    assert with_signs(bare(tree)) == with_signs(bare(again)), to_latex(tree, locale)


@given(tree=trees())
def test_printing_twice_changes_nothing(tree: Tree) -> None:
    """
    A printed text prints as itself.
    """
    once = to_text(tree)
    again = read(once, ANY_NAME)

    assert not isinstance(again, Unreadable)
    assert once == to_text(again)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2x+3=11", "2x + 3 = 11"),
        ("((2x))+(3)", "2x + 3"),
        ("1/2x", "(1/2)x"),
        ("(a/b)c", "(a/b)c"),
        ("a/b*c/d", "a/b*c/d"),
        ("2x/3", "2x/3"),
        ("2*x y", "2*xy"),
        ("a-(b-c)", "a - (b - c)"),
        ("a-b-c", "a - b - c"),
        ("a/(b/c)", "a/(b/c)"),
        ("2*(3*x)", "2*(3*x)"),
        ("-(x+1)", "-(x + 1)"),
        ("(-2)^2", "(-2)^2"),
        ("x^(-1)", "x^(-1)"),
        ("1½", "1 1/2"),
        ("3*(1 1/2)", "3*(1 1/2)"),
        ("x(2)", "x(2)"),
        ("p(i)", "p i"),
        ("a b c d f", "abcd f"),
        ("x√2", "x sqrt(2)"),
        ("x>=2", "x >= 2"),
        ("(x+1)/2", "(x + 1)/2"),
        ("50%x", "50%x"),
    ],
)
def test_text_has_the_brackets_it_needs_and_no_more(written: str, expected: str) -> None:
    """
    Brackets stand where the meaning needs them, and where people differ about it.
    """
    assert expected == printed(written)


def test_a_name_of_several_letters_stands_apart() -> None:
    """
    Names are never joined to something that reads as other names.
    """
    context = Context(names=("rate", "x0", "x", "y"))

    assert ["x rate", "rate x", "x0 y", "2 rate", "xy"] == [
        printed(text, context) for text in ("x rate", "rate x", "x0 y", "2rate", "x y")
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1/2x", r"\frac{1}{2} x"),
        ("x^2-3x", r"x^{2} - 3 x"),
        ("2*3", r"2 \cdot 3"),
        ("x(2)", r"x \cdot 2"),
        ("sqrt(x+1)", r"\sqrt{x + 1}"),
        ("1 1/2", r"1\frac{1}{2}"),
        ("(1/2)^2", r"\left(\frac{1}{2}\right)^{2}"),
        ("x<=2", r"x \le 2"),
        ("50%", r"50\%"),
        ("2pi r", r"2 \pi r"),
        ("\N{GREEK SMALL LETTER ALPHA}+1", r"\alpha + 1"),
        ("-(x-1)", r"-\left(x - 1\right)"),
        ("+3", "+3"),
        ("(x+1)(x-2)", r"\left(x + 1\right) \left(x - 2\right)"),
        ("5/8*3/5", r"\frac{5}{8} \cdot \frac{3}{5}"),
        ("(3*4)/5", r"\frac{3 \cdot 4}{5}"),
        ("(4/7)/(3/8)", r"\frac{4}{7} \div \frac{3}{8}"),
        ("2/7/9", r"\frac{2}{7} \div 9"),
        ("2*(1/2/3)", r"2 \cdot \left(\frac{1}{2} \div 3\right)"),
        ("(1/2/3)x", r"\left(\frac{1}{2} \div 3\right) x"),
    ],
)
def test_latex_shows_what_was_read(written: str, expected: str) -> None:
    """
    Fractions have a bar but never a bar upon a bar, products without a sign stay without one.
    """
    tree = read(written, Context())

    assert not isinstance(tree, Unreadable)
    assert expected == to_latex(tree)


def test_latex_of_longer_names_functions_and_decimal_commas() -> None:
    """
    Digits of a name are lowered, words stand upright, a decimal comma has no space after it, and parts by semicolons.
    """
    tree = read("gcd(x0; 2,5) + rate_a + x_1", Context(names=("x0", "rate_a", "x_1"), functions=("gcd",), locale="de"))

    assert not isinstance(tree, Unreadable)
    assert r"\operatorname{gcd}\left(x_{0}; 2{,}5\right) + \mathrm{rate\_a} + x_{1}" == to_latex(tree, "de")


@pytest.mark.parametrize(
    ("tree", "text", "latex"),
    [
        (Matrix(((X, TWO), (TWO, X))), "[[x, 2], [2, x]]", r"\begin{pmatrix}x & 2 \\ 2 & x\end{pmatrix}"),
        (Multiply(Add(X, TWO), Name("U"), implied=True), "(x + 2)(U)", r"\left(x + 2\right) U"),
        (Name("a_n"), "a_n", "a_{n}"),
        (Repeating("0.1", "6"), "0.1(6)", r"0.1\overline{6}"),
        (Repeating("2.1", "6"), "(2.1(6))", r"2.1\overline{6}"),
        (Add(X, PlusMinus(TWO, inverted=True)), "x ∓ 2", r"x \mp 2"),
        (Call("log", (X, TWO)), "log(x, 2)", r"\log_{2}\left(x\right)"),
        (Call("root", (X, Number("3"))), "root(x, 3)", r"\sqrt[3]{x}"),
        (Call("binomial", (X, TWO)), "binomial(x, 2)", r"\binom{x}{2}"),
        (Call("floor", (X,)), "floor(x)", r"\left\lfloor x\right\rfloor"),
        (Call("abs", (X,)), "abs(x)", r"\left|x\right|"),
        (Call("asin", (X,)), "asin(x)", r"\arcsin\left(x\right)"),
        (
            Setwise(Setwise(Reals(), EmptySet(), "union"), Reals(), "union"),
            "ℝ ∪ ∅ ∪ ℝ",
            r"\mathbb{R} \cup \varnothing \cup \mathbb{R}",
        ),
        (
            Setwise(Reals(), Setwise(Reals(), EmptySet(), "union"), "without"),
            "ℝ ∖ (ℝ ∪ ∅)",
            r"\mathbb{R} \setminus \left(\mathbb{R} \cup \varnothing\right)",
        ),
        (Listing((X, TWO)), "x, 2", "x, 2"),
        (Junction("or", (Relation((X, TWO), ("=",)), EmptySet())), "x = 2 or ∅", r"x = 2 \text{ or } \varnothing"),
        (Relation((X, Reals()), ("in",)), "x in ℝ", r"x \in \mathbb{R}"),
        (Listing((Listing((X, TWO)), Listing((TWO, X))), "(", ")"), "(x, 2; 2, x)", r"\left(x, 2; 2, x\right)"),
    ],
)
def test_each_construct_has_its_own_look(tree: Tree, text: str, latex: str) -> None:
    """
    Sets, matrices, repeating decimals and the rest are written as people write them.
    """
    assert text == to_text(tree)
    assert latex == to_latex(tree)
