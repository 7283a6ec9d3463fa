"""What `statement` promises about where statements in one unknown are true."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.exact import holds, number
from item_bank.algebra.reading import read
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.point import between
from item_bank.algebra.solving.real_set import RealSet, contains, same
from item_bank.algebra.solving.statement import both_signs, truth
from item_bank.algebra.solving.undecided import Undecided
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Group,
    Junction,
    Listing,
    Multiply,
    Name,
    Negate,
    Number,
    Operator,
    PlusMinus,
    Posit,
    Reals,
    Relation,
    Setwise,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import polynomials, rationals

CONTEXT = Context(unknowns=("x",), names=("a",), functions=("f", "abs", "root"))
X, TWO, THREE = Name("x"), Number("2"), Number("3")


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, CONTEXT)
    assert not isinstance(tree, Unreadable), tree
    return tree


def true_for(statement: Tree | str) -> RealSet:
    """
    Solve a statement that is decided.
    """
    found = truth(tree_of(statement) if isinstance(statement, str) else statement, "x")
    assert isinstance(found, RealSet), found
    return found


@pytest.mark.parametrize(
    ("statement", "solved"),
    [
        ("2x+3=11", "x=4"),
        ("x(x+1)=x^2+5", "x=5"),
        ("2(x+1)=2x+2", "0=0"),
        ("x=x+1", "1=2"),
        ("3(x+2)=3x+6=21", "x=5"),
        ("1/0=x", "1=2"),
        ("sqrt(-2)=x", "1=2"),
        ("1/x=2", "x=1/2"),
        ("(x^2-1)/(x-1)=0", "x=-1"),
        ("x/x=1", "x!=0"),
        ("x^(-2)=1/4", "x^2=4"),
        ("0^0=x", "1=2"),
        ("(x-x)^(-1)=x", "1=2"),
        ("1/(x-x)=x", "1=2"),
        ("x^2+1=0", "1=2"),
        ("x^2+1!=0", "0=0"),
        ("-2x<6", "x>-3"),
        ("50%*x<=1", "x<=2"),
        ("(x-1)/(2-x)>=0", "1<=x<2"),
        ("+x>3", "(x)>3"),
        ("sqrt(x)=x-2", "x=4"),
        ("sqrt(x^2)=abs(x)", "0=0"),
        ("sqrt(x^2)=x", "x>=0"),
        ("abs(x-1)+abs(x+2)=5", "(x+3)(x-2)=0"),
        ("abs(abs(x)-2)=1", "(x^2-1)(x^2-9)=0"),
        ("abs(x)<3", "-3<x<3"),
        ("sqrt(8)=x", "x=2*sqrt(2)"),
        ("sqrt(2)*x=4", "x=sqrt(8)"),
        ("x=(sqrt(6)+sqrt(2))/2", "x=sqrt(2+sqrt(3))"),
        ("root(x,3)=-2", "x=-8"),
        ("x^(2/3)=4", "x^2=64"),
        ("x^(-1/2)=1/2", "x=4"),
        ("x^(1/2)>=0", "x>=0"),
        ("x^(-1/2)>0", "x>0"),
        ("sqrt(x+1)+sqrt(x)=3", "x=16/9"),
        ("sqrt(x)+50%=2.5", "x=4"),
        ("sqrt(x)*(x-1)^2=+0", "x(x-1)=0"),
        ("1/(x-3)+sqrt(x)=sqrt(x)-1/2", "x=1"),
        ("1/sqrt(x)>1", "0<x<1"),
        ("(sqrt(x)-1)^(-1)>0", "x>1"),
        ("1/(sqrt(x^2)-abs(x))=1", "1=2"),
        ("1/x+sqrt(x)>=1/x+1+1/(x-x+2)-1/2", "x>=1"),
        ("1/x-1/(x-1)=0", "1=2"),
        ("1/x+1/(x-1)<0", "(x<0) or (1/2<x<1)"),
        ("sqrt(x)+abs(x)*(2x-1)^2>=0*(x-x)^1", "x>=0"),
        ("sqrt(x)*50%-sqrt(x)/2+(x+sqrt(x)+1)^0=1-(-x)^3", "x=0"),
        ("sqrt(x)+x+2^1500*x-2^1500*x=2", "x=1"),
        ("x+sqrt(x)+gcd(4,6)=4", "x=1"),
        ("sqrt(x)^(-2)*x=(sqrt(x)/sqrt(x))^(-1)", "x>0"),
        ("1/(x-1/x)+abs(x-x)=x", "x^2=2"),
        ("x+sqrt(x-2)=5!/60+sqrt(x-2)", "x=2"),
        ("x^(-1/2)+x^(1/2)=2", "x=1"),
        ("x+(x-2)^(-1/2)=x+1", "x=3"),
        ("x*x^(-1/2)<2", "0<x<4"),
        ("x+x^(1/3)=-2", "x=-1"),
        ("x^(2/3)+x=0", "x(x+1)=0"),
        ("x^(-2/3)+x-x=1", "x^2=1"),
        ("x+sqrt(x)+(-(2+x))=+(-1)-(1-sqrt(x))", "x>=0"),
    ],
)
def test_a_statement_is_true_where_its_solution_is(statement: str, solved: str) -> None:
    """
    Polynomials, written denominators, roots with their sign and absolute values, each exactly.
    """
    assert same(true_for(statement), true_for(solved))


def test_lists_and_sets_are_the_values_in_them() -> None:
    """
    Numbers by themselves, listed, in braces, with both signs, or as alternatives, are the same solutions.
    """
    wanted = true_for("(x-2)(x-3)=0")
    root = Call("sqrt", (TWO,))
    for tree in (
        Listing((TWO, THREE)),
        Listing((THREE, TWO, TWO), "{", "}"),
        Relation((X, Listing((TWO, THREE), "{", "}")), ("in",)),
        Junction("or", (Relation((X, TWO), ("=",)), THREE)),
        Listing((Relation((X, TWO), ("=",)), Group(Relation((X, THREE), ("=",))))),
        Setwise(TWO, Listing((THREE,), "{", "}"), "union"),
        Relation((Multiply(TWO, X), Listing((Number("4"), Number("6")), "{", "}")), ("in",)),
    ):
        assert same(wanted, true_for(tree))
    assert same(true_for("x^2=2"), true_for(Relation((X, PlusMinus(root)), ("=",))))
    assert same(true_for("x^2=2"), true_for(PlusMinus(root, inverted=True)))
    assert same(true_for("x=2"), true_for(TWO))
    assert true_for(Listing((), "{", "}")) == true_for(EmptySet()) == true_for("1=2")
    assert true_for(Reals()) == true_for("0=0")


def test_both_signs_are_the_same_ones_throughout() -> None:
    """
    `x ± 1 = 2 ± 1` has one solution, not three.
    """
    relation = Relation((Add(X, PlusMinus(Number("1"))), Add(TWO, PlusMinus(Number("1")))), ("=",))

    assert same(true_for("x=2"), true_for(relation))
    assert both_signs(X) == (X,)
    assert both_signs(PlusMinus(X)) == (X, Negate(X))


def test_intervals_have_the_ends_that_are_written() -> None:
    """
    Open and closed, either way of writing open ones, without end, empty, joined and met.
    """
    oo, one = Constant("oo"), Number("1")
    root = Call("sqrt", (TWO,))
    for tree, text in (
        (Listing((TWO, THREE), "(", "]"), "2<x<=3"),
        (Listing((TWO, THREE), "]", "["), "2<x<3"),
        (Relation((X, Listing((TWO, THREE), "[", ")")), ("in",)), "2<=x<3"),
        (Listing((Negate(oo), THREE), "(", "]"), "x<=3"),
        (Listing((TWO, Posit(Group(oo))), "[", ")"), "x>=2"),
        (Listing((Negate(oo), oo), "(", ")"), "0=0"),
        (Listing((oo, Negate(oo)), "(", ")"), "1=2"),
        (Listing((THREE, TWO), "[", "]"), "1=2"),
        (Listing((TWO, TWO), "[", "]"), "x=2"),
        (Listing((TWO, TWO), "(", "]"), "1=2"),
        (Listing((one, root), "[", "]"), "1<=x<=sqrt(2)"),
        (Setwise(Listing((one, TWO), "(", ")"), Listing((TWO, THREE), "[", "]"), "union"), "1<x<=3"),
        (Setwise(Listing((one, TWO), "(", "]"), Listing((TWO, THREE), "[", "]"), "intersection"), "x=2"),
        (Setwise(Reals(), Listing((TWO,), "{", "}"), "without"), "x!=2"),
        (Relation((Negate(oo), X, THREE), ("<", "<")), "x<3"),
        (Relation((X, oo), (">",)), "1=2"),
        (Listing((Call("sqrt", (Negate(TWO),)), THREE), "[", "]"), "1=2"),
        (Relation((Multiply(TWO, X), EmptySet()), ("in",)), "1=2"),
        (Relation((Call("sqrt", (X,)), Reals()), ("in",)), "x>=0"),
        (Junction("and", (Relation((X, TWO), (">",)), Relation((X, THREE), ("<",)))), "2<x<3"),
    ):
        assert same(true_for(text), true_for(tree)), text


def test_two_numbers_in_brackets_may_be_two_values() -> None:
    """
    The caller says what `(2, 3)` is.
    """
    found = truth(Listing((TWO, THREE), "(", ")"), "x", pairs="values")

    assert isinstance(found, RealSet)
    assert same(true_for("(x-2)(x-3)=0"), found)


def test_only_values_of_the_domain_count() -> None:
    """
    Where letters are positive, `x^2 = 4` has one solution.
    """
    found = truth(tree_of("x^2=4"), "x", Setting(domain="positive"))

    assert isinstance(found, RealSet)
    assert same(true_for("x=2"), found)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("a*x=2", "other_names"),
        ("f(x)=2", "not_algebraic"),
        ("f(2)=x", "not_algebraic"),
        ("sqrt(f(2))=x", "not_algebraic"),
        ("pi*x+x=2", "not_algebraic"),
        ("sqrt(x)=pi*x", "not_algebraic"),
        ("root(x,x)=2", "not_algebraic"),
        ("sqrt(x)*x^x=2", "not_algebraic"),
        ("x^x=2", "not_algebraic"),
        ("x+1", "not_a_statement"),
        ("root(x,9)=x", "not_algebraic"),
        ("x^49=1", "out_of_bounds"),
        ("x^20*x^20=1", "out_of_bounds"),
        ("x/2^2000/2^2000/2^2000=1", "out_of_bounds"),
        ("2^2000*2^2000*x^20=x+1", "out_of_bounds"),
        ("x^20+x=2^400", "out_of_bounds"),
        ("sqrt(x)+x=600!", "out_of_bounds"),
        ("(sqrt(x)+sqrt(x+1)+x)^9=x", "out_of_bounds"),
        ("(sqrt(x)+x+2^3000)^2=x", "out_of_bounds"),
        ("root(x^9+1,6)+root(x^8+x,6)=1", "out_of_bounds"),
        ("sqrt(x)+2^1500*sqrt(x+1)+2^1400*sqrt(x+3)=x*2^1450", "out_of_bounds"),
        ("x^30*x^30=1", "out_of_bounds"),
        ("x^(2^9999)=1", "out_of_bounds"),
        ("x=2^9999", "out_of_bounds"),
        ("sqrt(x)=2^9999", "out_of_bounds"),
        ("sqrt(x)^49=2x", "out_of_bounds"),
        ("sqrt(x)^(2^9999)=2", "out_of_bounds"),
        ("sqrt(x)+sqrt(x+1)+sqrt(x+2)+sqrt(x+3)+sqrt(x+4)=7", "out_of_bounds"),
        ("sqrt(x^40+1)+sqrt(x^39-3)=7", "out_of_bounds"),
        ("(x+2^1000)^9=1", "out_of_bounds"),
        ("(x+1/2^1000)^9=1", "out_of_bounds"),
    ],
)
def test_what_is_not_decided_has_a_reason(statement: str, reason: str) -> None:
    """
    Other letters, other functions, expressions, and what is too large.
    """
    assert Undecided(reason) == truth(tree_of(statement), "x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "tree",
    [
        Relation((X, Relation((X, TWO), ("=",))), ("=",)),
        Relation((Add(X, TWO), Listing((TWO, THREE), "(", ")")), ("in",)),
        Listing((Add(X, TWO), THREE), "(", ")"),
        Relation((Call("sqrt", (X,)), Listing((TWO, THREE), "{", "}")), ("=",)),
        Listing((Call("f", (TWO,)), THREE), "(", ")"),
        Relation((Call("sqrt", (X,)), Multiply(X, Degrees(TWO))), ("=",)),
        Setwise(X, TWO, "union"),
    ],
)
def test_nonsense_is_undecided(tree: Tree) -> None:
    """
    Statements and lists where numbers belong, and the other way round.
    """
    assert isinstance(truth(tree, "x"), Undecided)


@given(
    roots=st.lists(rationals, min_size=1, max_size=4),
    holes=st.lists(rationals, max_size=2),
    sign=st.sampled_from(("=", "!=", "<", "<=", ">", ">=")),
    numbers=st.lists(rationals, min_size=4, max_size=4),
)
def test_rational_statements_are_true_where_they_hold(
    roots: list[Fraction], holes: list[Fraction], sign: Operator, numbers: list[Fraction]
) -> None:
    """
    At their own roots and holes, between these, and at any other numbers, as worked out there.
    """
    tree: Tree = Number("1")
    for root in roots:
        tree = Multiply(tree, Group(Subtract(X, number(root))))
    for hole in holes:
        tree = Divide(tree, Group(Subtract(X, number(hole))))
    relation = Relation((tree, Number("0")), (sign,))
    found = truth(relation, "x")
    assert isinstance(found, RealSet)
    marks = sorted({*roots, *holes})
    inside = [between(low, high) for low, high in pairwise((None, *marks, None))]
    for at in (*marks, *inside, *numbers):
        assert contains(found, at) is (holds(relation, {"x": at}) is True)


@given(left=polynomials(("x",)), right=polynomials(("x",)), at=rationals)
def test_polynomial_statements_are_true_where_they_hold(left: Tree, right: Tree, at: Fraction) -> None:
    """
    At any number, as worked out there.
    """
    for sign in ("=", "<", ">="):
        relation = Relation((left, right), (sign,))
        found = truth(relation, "x")
        if isinstance(found, RealSet):
            assert contains(found, at) is holds(relation, {"x": at})
