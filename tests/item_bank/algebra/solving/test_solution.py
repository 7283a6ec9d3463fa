"""What `solution` promises about the solutions of two statements and how they stand to one another."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.exact import number
from item_bank.algebra.reading import read
from item_bank.algebra.solving.affine import Affine, affine
from item_bank.algebra.solving.relating import Related
from item_bank.algebra.solving.solution import relate, solution_set
from item_bank.algebra.solving.undecided import Undecided
from item_bank.algebra.tree import (
    Add,
    EmptySet,
    Group,
    Junction,
    Listing,
    Multiply,
    Name,
    Number,
    PlusMinus,
    Reals,
    Relation,
    Tree,
)
from item_bank.algebra.unreadable import Unreadable

CONTEXT = Context(unknowns=("x", "y", "z"), names=("a",), functions=("f",))
ONE, TWO, THREE = Number("1"), Number("2"), Number("3")


def tree_of(text: str) -> Tree:
    """
    Read statements that can be read, those between commas as a list.
    """
    trees = []
    for part in text.split(","):
        tree = read(part, CONTEXT)
        assert not isinstance(tree, Unreadable), tree
        trees.append(tree)
    return trees[0] if len(trees) == 1 else Listing(tuple(trees))


def related(before: Tree | str, after: Tree | str, unknowns: tuple[str, ...]) -> Related:
    """
    Solve two statements, and relate them.
    """
    trees = [tree_of(line) if isinstance(line, str) else line for line in (before, after)]
    first, second = (solution_set(tree, unknowns) for tree in trees)
    return relate(first, second, unknowns)


@pytest.mark.parametrize(
    ("before", "after", "relation", "witness"),
    [
        ("x^2=4", "(x-2)(x+2)=0", "same", None),
        ("x^2=4", "x=2", "lost", None),
        ("x(x-3)=0", "x-3=0", "lost", None),
        ("sqrt(x)=x-2", "x=x^2-4x+4", "gained", "x = 1"),
        ("-2x<6", "x<-3", "different", "x = -4"),
        ("-2x<6", "x>-3", "same", None),
        ("x^2=9", "x^2=4", "different", "x = 2"),
        ("x=2", "x^2=2", "different", "x = -sqrt(2)"),
        ("x=2", "(x-4)^2=8", "different", "x = 4 - 2*sqrt(2)"),
        ("x=2", "4x^2-4x=7", "different", "x = 1/2 - sqrt(2)"),
        ("x=2", "4x^2=7", "different", "x = -sqrt(7)/2"),
        ("x=2", "x^3=2", "different", None),
        ("x=2", "(x-2)(x^2-2)(x-11)=0", "gained", "x = 11"),
        ("x>8", "x>9/2", "gained", "x = 5"),
        ("x>8", "x>15/2", "gained", "x = 23/3"),
        ("x=2", "x*2^150*2^150=1", "different", None),
        ("x=2", "x^2*2^150*2^150+x=1", "different", None),
        ("x^2=4", "f(x)=2", "undecided", None),
    ],
)
def test_statements_in_one_unknown_are_related_by_their_values(
    before: str, after: str, relation: str, witness: str | None
) -> None:
    """
    Gained, lost or other values; shown is a small new one, written exactly with one root at most.
    """
    assert Related(relation, witness) == related(before, after, ("x",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "relation", "witness"),
    [
        ("x+y=3, x-y=-1", "x=1, y=2", "same", None),
        ("x+y=3, x-y=-1", "x+y=3, 2x=2", "same", None),
        ("x+y=3, x-y=-1", "x+y=3", "gained", "x = 0, y = 3"),
        ("x+y=3", "x+y=3, x-y=-1", "lost", None),
        ("x+y=3, x-y=-1", "x=1, y=3", "different", "x = 1, y = 3"),
        ("x+y=3, x+y=4", "1=2", "same", None),
        ("x+y=3, x+y=4", "1/0=x", "same", None),
        ("1=2", "x=x", "gained", "x = 2, y = 3"),
        ("x=y", "x=y=2", "lost", None),
        ("x+y=5, x*y=6", "x^2+y^2=13, x*y=6", "gained", "x = -3, y = -2"),
        ("x^2+y^2=25, y=x+1", "y=x+1, 2x^2+2x=24", "same", None),
        ("x^2+y^2=4, y=x", "x=sqrt(2), y=sqrt(2)", "lost", None),
        ("x^2+y^2=4, y=x", "y=x, x^2=2", "same", None),
        ("x=sqrt(2), y=sqrt(2)", "y=x", "gained", "x = 2, y = 2"),
        ("y=x", "x=sqrt(2), y=sqrt(2)", "lost", None),
        ("x=2y", "x=sqrt(2), y=sqrt(2)", "different", "x = sqrt(2), y = sqrt(2)"),
        ("x=1, y=2", "x=2^(1/3), y=1", "different", None),
        ("x=1, y=2", "x^2+y^2=5, x=1, y>0", "undecided", None),
        ("x=1, y=2", "x=1, y=x^2+1", "same", None),
        ("x=1, y=2", "x=y-1, x=1, sqrt(y)=sqrt(2)", "same", None),
        ("x=1, y=2", "x=1, y=sqrt(-2)", "lost", None),
        ("x=1, y=2", "y=x^2, x=ln(-1)", "lost", None),
        ("x=1, y=2", "x=1, y^2=4", "gained", "x = 1, y = -2"),
        ("x=1, y=2", "x=1, y-y=f(2)", "undecided", None),
        ("x=1, y=2", "x/y=1/2, x*y=2", "gained", "x = -1, y = -2"),
        ("x^2+y^2=1, x^2+y^2=4", "1=2", "same", None),
        ("x*y=3", "x=y", "undecided", None),
        ("x=1, y=x^(6000+6000)", "x=y", "undecided", None),
        ("x=2, y=pi*x", "x=y", "undecided", None),
        ("x=2, pi*x=y", "x=y", "undecided", None),
        ("x^4+1000003y=3000001, y^2+1000033x=5", "x=y", "undecided", None),
        ("x^2=4", "x=y", "undecided", None),
        ("f(x)=3", "x=y", "undecided", None),
        ("f(x)=3, x=2", "x=y", "undecided", None),
        ("x=a", "x=y", "undecided", None),
        ("x*y=0, x*(y-1)=0", "x=0", "undecided", None),
        ("x^5=y, y^5=x", "x=y", "undecided", None),
        ("sqrt(x)=y, x*y=2", "x=y", "undecided", None),
    ],
)
def test_linear_systems_are_related_by_their_rows(before: str, after: str, relation: str, witness: str | None) -> None:
    """
    Exactly, for as many or as few equations as there are; shown is a point that is new.
    """
    assert Related(relation, witness) == related(before, after, ("x", "y"))  # type: ignore[arg-type]


def test_points_are_equations_for_their_coordinates() -> None:
    """
    In the order of the unknowns; listed, in a set, as alternatives, with both signs.
    """
    point, other = Listing((ONE, TWO), "(", ")"), Listing((TWO, THREE), "(", ")")
    pair = Listing((Name("x"), Name("y")), "(", ")")
    one, two = tree_of("x=1, y=2"), tree_of("x=2, y=3")
    unknowns = ("x", "y")

    assert solution_set(one, unknowns) == solution_set(point, unknowns)
    assert solution_set(one, unknowns) == solution_set(
        Group(Junction("and", (tree_of("x=1"), tree_of("y=2")))), unknowns
    )
    both = solution_set(Junction("or", (one, two)), unknowns)
    for tree in (
        Listing((point, other)),
        Listing((other, point), "{", "}"),
        Listing((one, two)),
        Relation((pair, Listing((point, other), "{", "}")), ("in",)),
    ):
        assert both == solution_set(tree, unknowns)
    signed = Listing((PlusMinus(ONE), PlusMinus(TWO)), "(", ")")
    ends = Junction("or", (tree_of("x=1, y=2"), tree_of("x=-1, y=-2")))
    assert solution_set(ends, unknowns) == solution_set(signed, unknowns)
    assert solution_set(ends, unknowns) == solution_set(
        Listing((Relation((Name("x"), PlusMinus(ONE)), ("=",)), tree_of("y=2x"))), unknowns
    )
    assert Affine(unknowns, frozenset()) == solution_set(EmptySet(), unknowns)
    assert Affine(unknowns, frozenset({()})) == solution_set(Reals(), unknowns)


def test_unions_are_sets_of_flats() -> None:
    """
    A point on a line adds nothing to it, and two lines are two.
    """
    unknowns = ("x", "y")
    line, point, crossing = (solution_set(tree_of(text), unknowns) for text in ("x+y=3", "x=1, y=2", "x=y"))
    assert isinstance(line, Affine)
    assert isinstance(point, Affine)
    assert isinstance(crossing, Affine)

    both = affine(unknowns, line.flats | crossing.flats)

    assert line == affine(unknowns, line.flats | point.flats)
    assert len(both.flats) == len({"line", "crossing"})
    assert Related("lost") == relate(both, crossing, unknowns)
    assert Related("different", "x = 2, y = 2") == relate(point, crossing, unknowns)
    assert Related("undecided") == relate(point, Undecided("other_names"), unknowns)


@pytest.mark.parametrize(
    "tree",
    [
        Listing((ONE, TWO, THREE), "(", ")"),
        Listing((ONE, TWO)),
        Listing((tree_of("x=1"), TWO)),
        Junction("and", (tree_of("x=1"), TWO)),
        tree_of("x<y"),
        Add(ONE, TWO),
        Listing(
            tuple([Relation((Name(name), PlusMinus(ONE)), ("=",)) for name in ("x", "y", "x", "y", "x")]),
        ),
        Listing((Listing((ONE, TWO), "(", ")"),) * 17),
    ],
)
def test_what_is_no_system_is_undecided(tree: Tree) -> None:
    """
    Points of another length, lists of numbers, inequalities, and too many cases.
    """
    assert isinstance(solution_set(tree, ("x", "y")), Undecided)


WHOLE = st.integers(-4, 4).map(Fraction)
ROWS = st.lists(st.tuples(WHOLE, WHOLE, WHOLE), min_size=1, max_size=3)


@given(rows=ROWS, others=ROWS, point=st.tuples(WHOLE, WHOLE))
def test_related_systems_agree_with_elimination_by_hand(
    rows: list[tuple[Fraction, Fraction, Fraction]],
    others: list[tuple[Fraction, Fraction, Fraction]],
    point: tuple[Fraction, Fraction],
) -> None:
    """
    Same, gained and lost as fractions eliminated by hand say; no point is in the lost or out of the same.
    """
    before, after = (solution_set(system_of(equations), ("x", "y")) for equations in (rows, others))
    found = relate(before, after, ("x", "y")).relation

    lost, gained = not within(rows, others), not within(others, rows)
    assert found == {(False, False): "same", (True, False): "lost", (False, True): "gained"}.get(
        (lost, gained), "different"
    )
    true, now = ([a * point[0] + b * point[1] == c for a, b, c in equations] for equations in (rows, others))
    if found in ("same", "gained") and all(true):
        assert all(now)


def system_of(rows: list[tuple[Fraction, Fraction, Fraction]]) -> Tree:
    """
    Write equations `a x + b y = c`.
    """
    equations = [
        Relation(
            (Add(Multiply(number(a), Name("x")), Multiply(number(b), Name("y"))), number(c)),
            ("=",),
        )
        for a, b, c in rows
    ]
    return Junction("and", (*equations, *equations[:1]))


def solve_by_hand(rows: list[tuple[Fraction, Fraction, Fraction]]) -> tuple[str, tuple[Fraction, ...]]:
    """
    Solve equations in two unknowns by Cramer's rule: the kind of their solutions, and what they are.
    """
    full = [row for row in rows if row[0] or row[1]]
    if any(c for a, b, c in rows if not a and not b):
        return "none", ()
    if not full:
        return "all", ()
    a, b, c = full[0]
    for d, e, f in full[1:]:
        det = a * e - b * d
        if det:
            x, y = (c * e - b * f) / det, (a * f - c * d) / det
            fits = all(p * x + q * y == r for p, q, r in full)
            return ("point", (x, y)) if fits else ("none", ())
        if a * f != c * d or b * f != c * e:
            return "none", ()
    lead = a or b
    return "line", (a / lead, b / lead, c / lead)


def within(rows: list[tuple[Fraction, Fraction, Fraction]], others: list[tuple[Fraction, Fraction, Fraction]]) -> bool:
    """
    Say whether all solutions of some equations solve the others.
    """
    kind, what = solve_by_hand(rows)
    match kind:
        case "none":
            return True
        case "point":
            return all(a * what[0] + b * what[1] == c for a, b, c in others)
        case "line":
            other, form = solve_by_hand(others)
            return other == "all" or (other == "line" and form == what)
        case _:
            return solve_by_hand(others)[0] == "all"
