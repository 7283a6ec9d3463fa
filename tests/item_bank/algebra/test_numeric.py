"""What comparing beyond rational functions promises: identities are told from near misses, and nothing is guessed."""

import pytest

from item_bank.algebra.compare import Comparison, Sameness
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Angle, Domain, Setting
from tests.item_bank.algebra.compared import compared

IDENTITIES = [
    ("sin(x)^2+cos(x)^2", "1"),
    ("sin(2x)", "2sin(x)cos(x)"),
    ("cos(x+y)", "cos(x)cos(y)-sin(x)sin(y)"),
    ("tan(x)", "sin(x)/cos(x)"),
    ("1+tan(x)^2", "sec(x)^2"),
    ("1+cot(x)^2", "csc(x)^2"),
    ("cosh(x)^2-sinh(x)^2", "1"),
    ("tanh(x)", "sinh(x)/cosh(x)"),
    ("asinh(x)", "ln(x+sqrt(x^2+1))"),
    ("atanh(x)", "ln((1+x)/(1-x))/2"),
    ("acosh(x)", "ln(x+sqrt(x-1)sqrt(x+1))"),
    ("asin(x)", "pi/2-acos(x)"),
    ("asin(x+5)", "pi/2-acos(x+5)"),
    ("atan(x)", "pi/2-acot(x)"),
    ("atan(1/x)", "acot(x)"),
    ("3acot(2x)+y", "y+3atan(1/(2x))"),
    ("root(2^x, x)", "2"),
    ("atan2(x, 1)", "atan(x)"),
    ("arctan2(x, x^2+1)", "atan(x/(x^2+1))"),
    ("asec(x)", "acos(1/x)"),
    ("acsc(x)", "asin(1/x)"),
    ("sqrt(x^2)", "abs(x)"),
    ("sqrt(x)^2", "x"),
    ("sqrt(x^3)", "x sqrt(x)"),
    ("x/sqrt(x)", "sqrt(x)"),
    ("1/(sqrt(x)-1)", "(sqrt(x)+1)/(x-1)"),
    ("x^(1/3)", "root(x,3)"),
    ("x^(2/6)", "root(x,3)"),
    ("x^(2/3)", "root(x^2,3)"),
    ("root(x,3)root(y,3)", "root(x y,3)"),
    ("root(-x,3)", "-root(x,3)"),
    ("2^(x+1)", "2*2^x"),
    ("e^(x+y)", "e^x e^y"),
    ("exp(x)", "e^x"),
    ("x^x", "e^(x ln(x))"),
    ("ln(x^2)", "2ln(abs(x))"),
    ("log(x,2)", "ln(x)/ln(2)"),
    ("log(x)", "log(x,10)"),
    ("ln(e^x)", "x"),
    ("ln(-2)", "ln(2)+ln(-1)"),
    ("ln(abs(x^2-9))", "ln(abs(x-3))+ln(abs(x+3))"),
    ("max(x,y)", "(x+y+abs(x-y))/2"),
    ("min(x,y)", "-max(-x,-y)"),
    ("floor(x+1)", "floor(x)+1"),
    ("ceil(x)", "-floor(-x)"),
    ("abs(x)", "x sign(x)"),
    ("mod(x,3)", "x-3floor(x/3)"),
    ("binomial(n,2)", "n(n-1)/2"),
    ("sqrt(x-100)", "(x-100)^(1/2)"),
    ("abs(x-20)", "abs(20-x)"),
    ("x^sqrt(2)/x", "x^(sqrt(2)-1)"),
    ("(n+1)^((n+2)/(n+1))/(n+1)", "(n+1)^(1/(n+1))"),
    ("sqrt(-1-x^2)", "sqrt(-(1+x^2))"),
    ("re(x)+im(y)+conj(z)", "x+z"),
    ("ln(x/y)", "ln(x)-ln(y)"),
]
POSITIVE = [
    ("sqrt(x^2)", "x", "x = -1"),
    ("ln(x^2)", "2ln(x)", "x = -1"),
    ("sqrt(x)sqrt(y)", "sqrt(x y)", "x = -1, y = -2"),
    ("(x^2)^(1/6)", "root(x,3)", "x = -1"),
    ("abs(x)", "x", "x = -1"),
    ("abs(x y)", "x y", "x = 3, y = -1"),
    ("sign(x)", "1", "x = -1"),
    ("acot(x)", "atan(1/abs(x))", "x = -1"),
    ("arg(x)", "0", "x = -1"),
]
DIFFERENT = [
    ("sin(2x)", "2sin(x)", "x = 2"),
    ("sqrt(x+y)", "sqrt(x)+sqrt(y)", "x = 2, y = 3"),
    ("ln(x+y)", "ln(x)+ln(y)", "x = 2, y = 3"),
    ("2^x", "x^2", "x = 3"),
    ("pi^x", "e^x", "x = 2"),
    ("asin(sin(x))", "x", "x = 2"),
    ("sqrt(x-5)", "sqrt(5-x)", "x = 2"),
    ("sqrt(-x)", "2sqrt(-x)", "x = -1"),
    ("2+sin(x)", "2+sin(x)+10^-40", "x = 2"),
    ("abs(x-20)", "20-x", None),
    ("sqrt((x-20)^2)", "20-x", None),
    ("abs(x^2-400)", "400-x^2", None),
    ("abs(x^2-7x+12)", "x^2-7x+12", None),
    ("sqrt((x^2-61x+930)^2)", "x^2-61x+930", None),
    ("abs((x-30)(x-31)/(x+2))", "(x-30)(x-31)/abs(x+2)", None),
    ("max(x^2, 61x-930)", "x^2", None),
    ("sqrt(x)", "sqrt(x)+10^-100", "x = 0"),
    ("sin(x)", "sin(x+10^-40)", "x = 0"),
    ("1/(x-x)", "sqrt(x)", None),
    ("tan(pi/2)", "5", None),
    ("sqrt(2)", "1.414213562373095048801688724", None),
    ("ln(2)", "0.693147180559945309417232121458", None),
    ("sqrt(-4)", "3i", None),
    ("sqrt(-4)", "-2", None),
    ("sqrt(-1-x^2)", "sqrt(-2-x^2)", None),
    ("2^x^x^x", "x", "x = 2"),
    ("(-1)^n", "cos(n pi)", None),
    ("ceil(x)", "floor(x)+1", "x = 2"),
    ("ceil(x+y)-1", "floor(x+y)", "x = 2, y = 3"),
    ("x+max(0,1/1000-abs(x-1/2))", "x", None),
    ("x+abs(x-7)-2*abs(x-7.01)+abs(x-7.02)", "x", None),
]


@pytest.mark.parametrize(("left", "right"), IDENTITIES)
def test_identities_of_real_numbers_are_seen(left: str, right: str) -> None:
    """
    Wherever both sides have real values they are the same, and that is what counts.
    """
    assert Sameness.SAME is compared(left, right).sameness
    assert Sameness.SAME is compared(right, left).sameness


@pytest.mark.parametrize(("left", "right", "shown"), POSITIVE)
def test_what_holds_for_positive_values_only_is_told(left: str, right: str, shown: str) -> None:
    """
    With a value that is not positive, at which it fails; where positive values are meant it is the same.
    """
    assert Comparison(Sameness.POSITIVE, Evidence.NUMERIC, shown) == compared(left, right)
    assert Sameness.POSITIVE is compared(right, left).sameness
    assert Sameness.SAME is compared(left, right, Setting(domain="positive")).sameness


@pytest.mark.parametrize(("left", "right", "shown"), DIFFERENT)
def test_differences_are_seen(left: str, right: str, shown: str | None) -> None:
    """
    However near they are, and beyond whatever bend they begin.
    """
    found = compared(left, right)

    assert (Sameness.DIFFERENT, shown) == (found.sameness, found.counterexample)
    assert found.evidence is not None
    assert Sameness.DIFFERENT is compared(right, left).sameness


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sqrt(x)+10^-600", "sqrt(x)"),
        ("9^9999+sqrt(x)", "sqrt(x)+(9^3333)^3"),
        ("cos(10^-300)sqrt(x)", "sqrt(x)"),
        ("sqrt(x)tanh(10^6)", "sqrt(x)"),
        ("sqrt(x)^(1+10^-600)", "sqrt(x)"),
        ("sqrt(x)*max(1,1+10^-600)", "sqrt(x)"),
        ("sqrt(x)+exp(-10^9)", "sqrt(x)"),
        ("sqrt(-x^2-1)/0", "1/0"),
        ("x*sin(pi/2+10^-200)", "x"),
        ("x*atan(10^1000)*2/pi", "x"),
        ("x*coth(500)", "x"),
    ],
)
def test_what_may_hide_something_is_undecided(left: str, right: str) -> None:
    """
    Something too small to be seen, or too few places with values.
    """
    assert Sameness.UNDECIDED is compared(left, right).sameness


@pytest.mark.parametrize(
    ("left", "right", "domain", "angle", "expected"),
    [
        ("sqrt(x^2)", "x", "complex", "radians", Sameness.POSITIVE),
        ("x^(1/3)", "root(x,3)", "complex", "radians", Sameness.SAME),
        ("e^(i x)", "cos(x)+i sin(x)", "complex", "radians", Sameness.SAME),
        ("e^(i x)", "cos(x)+i sin(x)", "real", "radians", Sameness.SAME),
        ("e^(i x)", "cos(x)-i sin(x)", "real", "radians", Sameness.DIFFERENT),
        ("abs(x)", "sqrt(x conj(x))", "complex", "radians", Sameness.SAME),
        ("ln(x y)", "ln(x)+ln(y)", "complex", "radians", Sameness.POSITIVE),
        ("(-1)^n", "cos(n pi)", "integer", "radians", Sameness.SAME),
        ("cos(2n pi)", "1", "integer", "radians", Sameness.SAME),
        ("sin(n pi/2)^2", "(1-(-1)^n)/2", "integer", "radians", Sameness.SAME),
        ("(-1)^n", "1", "integer", "radians", Sameness.DIFFERENT),
        ("floor(n/2)", "n/2", "integer", "radians", Sameness.DIFFERENT),
        ("floor(n)", "n", "integer", "radians", Sameness.SAME),
        ("floor(x)", "x", "real", "radians", Sameness.DIFFERENT),
        ("sin(30)", "1/2", "real", "degrees", Sameness.SAME),
        ("sin(30)", "1/2", "real", "radians", Sameness.DIFFERENT),
        ("asin(1/2)", "30", "real", "degrees", Sameness.SAME),
        ("sin(x)", "cos(90-x)", "real", "degrees", Sameness.SAME),
        ("arg(-2)", "180", "real", "degrees", Sameness.SAME),
    ],
)
def test_the_setting_says_what_letters_and_angles_are(
    left: str, right: str, domain: Domain, angle: Angle, expected: Sameness
) -> None:
    """
    Complex values are principal ones; whole numbers make signs and turns exact.
    """
    assert expected is compared(left, right, Setting(domain=domain, angle=angle)).sameness


@pytest.mark.parametrize(
    ("left", "right", "evidence"),
    [
        ("sqrt(8)", "2sqrt(2)", Evidence.EXACT),
        ("sqrt(x)+1", "1+sqrt(x)", Evidence.NUMERIC),
        ("sqrt(x)", "(sqrt(x))", Evidence.EXACT),
        ("x+x", "2x", Evidence.RESIDUES),
        ("0.5", "1/2", Evidence.EXACT),
        ("e^(i pi)", "-1", Evidence.NUMERIC),
        ("(2+i)(2-i)", "5", Evidence.RESIDUES),
    ],
)
def test_it_is_said_what_the_same_rests_on(left: str, right: str, evidence: Evidence) -> None:
    """
    A proof, residues, or digits.
    """
    assert Comparison(Sameness.SAME, evidence) == compared(left, right)


@pytest.mark.parametrize("secret", [b"one", b"another", b"a third"])
def test_other_secrets_find_the_same(secret: bytes) -> None:
    """
    The verdict is about the expressions, not about the places.
    """
    points = Points(secret, "subject")

    for left, right in IDENTITIES[::4]:
        assert Sameness.SAME is compared(left, right, points=points).sameness, (left, right)
    for left, right, _ in POSITIVE[::3]:
        assert Sameness.POSITIVE is compared(left, right, points=points).sameness, (left, right)
    for left, right, _ in DIFFERENT:
        assert Sameness.DIFFERENT is compared(left, right, points=points).sameness, (left, right)


def test_jumps_outside_of_the_domain_do_not_count() -> None:
    """
    Floors of the same argument are the same, however written; negative numbers are no positive ones.
    """
    assert Sameness.SAME is compared("floor(pi*x/pi)", "x-mod(x,1)").sameness
    positive = Setting(domain="positive")
    assert Sameness.SAME is compared("ceil(x)+max(0,-x-ceil(-x))", "ceil(x)+max(0,floor(x)-x)", positive).sameness
    assert Sameness.DIFFERENT is compared("ceil(x)", "floor(x)+1", positive).sameness
    assert Sameness.SAME is compared("ceil(n)", "floor(n)", Setting(domain="integer")).sameness
