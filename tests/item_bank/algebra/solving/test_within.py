"""What `scan` and `within` promise: equations with any function of one unknown, within a window."""

import pytest

from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.within import relate_within
from tests.item_bank.algebra.working.reading import tree_of


def related(before: str, after: str, setting: Setting = STANDARD) -> str:
    """
    Relate two statements in x.
    """
    return relate_within(tree_of(before), tree_of(after), "x", setting).relation


@pytest.mark.parametrize(
    ("before", "after", "relation"),
    [
        ("x*e^x=0", "x=0", "same"),
        ("e^(2x)-3e^x+2=0", "x=0 or x=ln(2)", "same"),
        ("e^(2x)-3e^x+2=0", "x=0", "lost"),
        ("e^x-x-1=0", "x=0", "same"),
        ("(e^x-1)^3=0", "x=0", "same"),
        ("x^2=2^x", "x=2 or x=4", "lost"),
        ("x^x=4", "x=2", "same"),
        ("ln(x)+ln(x-1)=ln(2)", "x(x-1)=2", "gained"),
        ("x*ln(x)=0", "x=1", "same"),
        ("x*ln(x)=x*ln(x)", "x>0", "same"),
        ("ln(x)/(x-2)>0", "0<x<1 or x>2", "same"),
        ("sqrt(x)*e^x=0", "x=0", "same"),
        ("e^x*(x-2)<0", "x<2", "same"),
        ("e^x*(x-2)<0", "x>2", "different"),
        ("log(x)+log(2x)=6", "log(2x^2)=6", "gained"),
        ("sin(x)=1", "x=pi/2+2pi*k", "same"),
        ("sin(x)=1/2", "(x=pi/6+2pi*n) or x=5pi/6+2pi*n", "same"),
        ("sin(x)=1/2", "x=pi/6", "lost"),
        ("tan(x)=1", "sin(x)=cos(x)", "same"),
        ("tan(x)=1", "x=pi/4+k*pi", "same"),
        ("tan(x)=tan(x)", "cos(x)!=0", "same"),
        ("sin(2x)=cos(x)", "2sin(x)=1", "lost"),
        ("cos(x)=2", "no solution", "same"),
        ("log((x+1)/x)=1", "x=1/9", "same"),
        ("e^x*(7x-3)=0", "x=3/7", "same"),
        ("ln(3x-1)*sqrt(x+1)>=0", "x>=2/3", "same"),
        ("1/sin(x)=2", "sin(x)=1/2", "same"),
        ("pi*x+x=2", "x=2/(pi+1)", "same"),
        ("x+e^x+1000=0", "no solution", "lost"),
        ("x^2+e^x=0", "no solution", "same"),
        ("x^2+e^x=0", "x^2+e^x+1=0", "undecided"),
        ("e^x+x=2", "e^x+x=a", "undecided"),
        ("sin(x)=0", "2x=k", "different"),
        ("cos(2x)=1", "2x=2pi*k", "same"),
        ("sin(x)=0", "x=k or x=x+k", "undecided"),
        ("sin(x)=0", "x=k+a", "undecided"),
        ("e^x=x*floor(x)", "x=1", "undecided"),
        ("x+e^x=2", "x=10^9", "undecided"),
        ("ln(x-pi)*x=0", "x=pi+1", "same"),
        ("ln(x^2-3)*e^x>0", "x>2 or x<-2", "same"),
        ("ln(sin(x))=0", "x=pi/2", "lost"),
        ("(x*e^x-x)^2=0", "x=0", "same"),
        ("asin(x)=x+1", "x=1", "gained"),
        ("sqrt(sin(x)-1)=0", "x=pi/2", "undecided"),
        ("(e^x-e^pi)/(x-pi)>0", "x!=pi", "undecided"),
        ("(x*e^x-1)^(-1)=0", "x=0", "undecided"),
        ("(x*e^x)^x=0", "x=0", "undecided"),
        ("x*e^x=a", "x=1", "undecided"),
        ("sin(x)=0", "x^2=k", "undecided"),
    ],
)
def test_statements_are_related_within_a_window(before: str, after: str, relation: str) -> None:
    """
    Zeros, poles and ends of the domain; periodic solutions counted by a letter; undecided where nothing is found.
    """
    assert relation == related(before, after)


def test_the_window_is_the_settings() -> None:
    """
    Degrees reach over a turn of 360, positive unknowns have no negative solutions.
    """
    assert "same" == related("sin(x)=1/2", "x=30+360k or x=150+360k", Setting(angle="degrees"))
    assert "lost" == related("sin(x)=1/2", "x=30", Setting(angle="degrees"))
    assert "same" == related("x^2*e^x=e^x", "x=1", Setting(domain="positive"))
