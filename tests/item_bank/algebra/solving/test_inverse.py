"""What `inverse` promises about statements in which the unknown occurs once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.setting import Setting
from item_bank.algebra.solving.real_set import RealSet, same
from item_bank.algebra.solving.statement import truth
from item_bank.algebra.solving.undecided import Undecided
from item_bank.algebra.tree import Call, Constant, Degrees, Multiply, Name, Number, Operator, Relation, Tree
from item_bank.algebra.unreadable import Unreadable

CONTEXT = Context(unknowns=("x",), functions=("abs", "root", "ln", "log", "exp", "sin", "f"))


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, CONTEXT)
    assert not isinstance(tree, Unreadable), tree
    return tree


def true_for(statement: str | Tree) -> RealSet:
    """
    Solve a statement that is decided.
    """
    found = truth(tree_of(statement) if isinstance(statement, str) else statement, "x")
    assert isinstance(found, RealSet), found
    return found


@pytest.mark.parametrize(
    ("statement", "solved"),
    [
        ("2^x=8", "x=3"),
        ("8=2^x", "x=3"),
        ("2^x<8", "x<3"),
        ("8>=2^x", "x<=3"),
        ("2^(x+1)<8", "x<2"),
        ("(1/2)^x<8", "x>-3"),
        ("2^x>-8", "0=0"),
        ("2^x=-8", "1=2"),
        ("2^x!=8", "x!=3"),
        ("ln(x)=0", "x=1"),
        ("ln(x)<0", "0<x<1"),
        ("log(x)=2", "x=100"),
        ("log(x,2)>=3", "x>=8"),
        ("log(x,1/2)>3", "0<x<1/8"),
        ("ln(x)=2", "x=exp(2)"),
        ("exp(x)=2", "x=ln(2)"),
        ("exp(x)=ln(2)-1", "1=2"),
        ("ln(2x+1)=2", "x=(exp(2)-1)/2"),
        ("-ln(x)>0", "0<x<1"),
        ("3-ln(x)=1", "x=exp(2)"),
        ("ln(x)-3=1", "x=exp(4)"),
        ("pi+x=3pi", "x=2pi"),
        ("x+pi=3pi", "x=2pi"),
        ("pi*x<pi^2", "x<pi"),
        ("-pi*x<pi^2", "x>-pi"),
        ("x/pi=2", "x=2pi"),
        ("2/x=pi", "x=2/pi"),
        ("2/x>pi", "0<x<2/pi"),
        ("2/x<pi", "x<0 or x>2/pi"),
        ("2/x>-pi", "x<-2/pi or x>0"),
        ("x^2=pi", "x=sqrt(pi) or x=-sqrt(pi)"),
        ("x^2<pi", "-sqrt(pi)<x<sqrt(pi)"),
        ("x^2>-pi", "0=0"),
        ("x^3=pi", "x=root(pi,3)"),
        ("x^(-2)=pi", "x=1/sqrt(pi) or x=-1/sqrt(pi)"),
        ("x^(2/3)=pi", "x=pi*sqrt(pi) or x=-pi*sqrt(pi)"),
        ("x^(3/2)=pi", "x=root(pi^2,3)"),
        ("sqrt(x)<pi", "0<=x<pi^2"),
        ("sqrt(x)=-pi", "1=2"),
        ("root(x,3)=pi", "x=pi^3"),
        ("root(x,4)=pi", "x=pi^4"),
        ("abs(x)=pi", "x=pi or x=-pi"),
        ("abs(+(x))>pi", "x>pi or x<-pi"),
        ("50%*x=pi", "x=2pi"),
        ("x%=pi", "x=100pi"),
        ("x=ln(-2)", "1=2"),
        ("2^x=1/0", "1=2"),
        ("x=sin(pi/6)", "x=1/2"),
        ("x=sin(pi)", "x=0"),
        ("x<sin(0)", "x<0"),
        ("2*x=ln(4)", "x=ln(2)"),
    ],
)
def test_the_unknown_is_set_free_step_by_step(statement: str, solved: str) -> None:
    """
    Through the inverse of each operation, with where it is defined and both signs of an even power.
    """
    parts = [true_for(part) for part in solved.split(" or ")]
    wanted = parts[0]
    for part in parts[1:]:
        wanted = wanted | part
    assert same(wanted, true_for(statement))
    assert wanted.key() == true_for(statement).key()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("sin(x)=1/2", "not_algebraic"),
        ("f(x)=1/2", "not_algebraic"),
        ("f(2,x)=1/2", "not_algebraic"),
        ("x+ln(x)=2", "not_algebraic"),
        ("log(2,x)=2", "not_algebraic"),
        ("1^x=2", "not_algebraic"),
        ("(-2)^x=2", "not_algebraic"),
        ("log(x,1)=2", "not_algebraic"),
        ("x^pi=2", "not_algebraic"),
        ("pi*x^0=pi", "not_algebraic"),
        ("0*ln(x)=2", "not_algebraic"),
        ("root(ln(x),1/2)=2", "not_algebraic"),
        ("x=f(2)", "not_algebraic"),
        ("exp(x)=exp(exp(exp(exp(9))))", "not_algebraic"),
        ("x=exp(9999)", "out_of_bounds"),
        ("x=exp(-9999)", "out_of_bounds"),
        ("ln(x)=2^9999", "out_of_bounds"),
        ("ln(x)+root(5,3)=root(5,3)+(x-x)", "not_algebraic"),
        ("exp(x)=x", "not_algebraic"),
        ("(x)! = 24", "not_algebraic"),
        ("x=sin(exp(300))", "not_algebraic"),
        ("x=1/(sin(1)-sin(1))", "not_algebraic"),
    ],
)
def test_what_takes_more_is_undecided(statement: str, reason: str) -> None:
    """
    Waves, unknown functions, an unknown that occurs twice, and numbers beyond all bounds.
    """
    assert Undecided(reason) == truth(tree_of(statement), "x")  # type: ignore[arg-type]


def test_angles_are_what_the_setting_says() -> None:
    """
    A sine of thirty is a half in degrees.
    """
    half = Relation((Name("x"), Call("sin", (Number("30"),))), ("=",))
    found = truth(half, "x", Setting(angle="degrees"))

    assert isinstance(found, RealSet)
    assert same(true_for("x=1/2"), found)
    assert same(true_for("x=pi/6"), true_for(Relation((Name("x"), Degrees(Number("30"))), ("=",))))
    assert isinstance(truth(Relation((Multiply(Constant("i"), Name("x")), Number("1")), ("=",)), "x"), Undecided)


@given(
    base=st.sampled_from(["2", "3", "1/2", "pi", "1.5"]),
    end=st.sampled_from(["1", "8", "1/3", "pi", "sqrt(2)", "-1", "0"]),
    sign=st.sampled_from(("=", "<", "<=", ">", ">=", "!=")),
)
def test_an_exponential_and_its_logarithm_undo_one_another(base: str, end: str, sign: Operator) -> None:
    """
    `b^x < c` and `x < log c` (or `>`) are true for the same numbers.
    """
    exponential = true_for(f"({base})^x {sign} ({base})^({end})")
    falling = base == "1/2" and sign not in ("=", "!=")
    turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(sign, sign) if falling else sign

    assert same(true_for(f"x {turned} ({end})"), exponential)
    assert same(true_for(f"log(x,{base}) {sign} log(5,{base})"), true_for(f"x {turned} 5") & true_for("x>0"))
