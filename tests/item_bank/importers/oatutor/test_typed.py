r"""What `typed` promises of OATutor's answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.importers.oatutor.typed import NotTyped, to_typed

answers = st.text(alphabet="$\\fracleti{}()^*/ 12xy-+=.|,", max_size=30)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("$$22$$", "22"),
        ("$$\\frac{-3}{4}$$", "(-3)/4"),
        ("$$\\frac{2x-3}{\\left(x-3\\right) \\left(x-5\\right)}$$", "(2x - 3)/((x - 3)(x - 5))"),
        ("$$8x^2$$ + $$26x$$ + $$15$$", "8x^2 + 26x + 15"),
        ("$$b^{\\left(-4\\right)}$$", "b^(-4)"),
        ("$$-1000q^6 p^{12}$$", "-1000q^6p^12"),
        ("(x-7/2)**2", "(x - 7/2)^2"),
        ("$$y$$ $$=$$ $$\\frac{x}{5}+\\frac{3}{5}$$", "y = x/5 + 3/5"),
        ("$$3\\times4$$", "3*4"),
        ("$$50\\%$$", "50%"),
        ("x\N{MINUS SIGN}7", "x - 7"),
        ("-2(x+1)/(x+4)", "-2(x + 1)/(x + 4)"),
        ("$$16{pq}^3$$", "16pq^3"),
        ("$$4{y\\left(5x-2\\right)}^2$$", "4y(5x - 2)^2"),
        ("$${10}^{12}$$", "10^12"),
        ("$$2{x}$$", "2x"),
        ("$$4\\sqrt{5}$$", "4 sqrt(5)"),
        ("$$2\\sqrt[3]{x}$$", "2 root(x, 3)"),
        ("$$y^{\\frac{3}{2}}$$", "y^(3/2)"),
        ("$$x^{0.5}$$", "x^0.5"),
        ("$$|x|$$", "abs(x)"),
        ("$$\\log_{2}\\left(x\\right)$$", "log(x, 2)"),
        ("$$1\\pm 2$$", "1 ± 2"),
        ("(-inf,2/3]", "(-oo, 2/3]"),
        ("(-inf,-6]&[3,inf)", "(-oo, -6] \N{UNION} [3, oo)"),
        ("$$x \\geq 3$$", "x >= 3"),
        ("(1,2)", "(1, 2)"),
        ("{(1,2),(3,4)}", "{(1, 2), (3, 4)}"),
        ("x=3 or x=5", "x = 3 or x = 5"),
        ("$$\\begin{bmatrix} 1 & 2 \\\\ 3 & \\frac{4}{5} \\end{bmatrix}$$", "[[1, 2], [3, 4/5]]"),
        ("mat({1, 2}, {3, 4})", "[[1, 2], [3, 4]]"),
        ("$$\\left[\\begin{array}{c|c} 1 & 2 \\\\ 3 & 4 \\end{array}\\right]$$", "[[1, 2], [3, 4]]"),
        ("$$30^{\\circ}$$", "30\N{DEGREE SIGN}"),
        ("56.4**{\\circ}", "56.4\N{DEGREE SIGN}"),
        ("$$\\sec{\\left(2\\theta\\right)} \\arctan x$$", "sec(2θ)atan(x)"),
        ("$$\\frac{\\mu+\\sigma}{2}$$", "(μ + σ)/2"),
        ("$$\\left\\{1,2\\right\\}$$", "{1, 2}"),
        ("$$\\langle 3, 4\\rangle$$", "(3, 4)"),
        ("$$0.\\overline{3}$$", "0.(3)"),
        ("$$\\mathbb{R}$$", "ℝ"),
        ("$$x^{\\text{2}}$$", "x^2"),
        ("ln(x)/ln(2)", "ln(x)/ln(2)"),
        ("$$17{,}200$$", "17200"),
        ("$$3\\hat{i}+4\\vec{j}$$", "3i + 4j"),
        ("$$\\frac12x$$", "(1/2)x"),
    ],
)
def test_answers_become_typed_maths_with_the_same_meaning(answer: str, expected: str) -> None:
    """
    Fractions, powers, brackets and products are read as the source meant them.
    """
    typed = to_typed(answer)
    assert isinstance(typed, str)
    tree = read(typed, Context(expects="several"))
    assert not isinstance(tree, Unreadable)

    assert expected == to_text(tree)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("$1.79", "units"),
        ("r+5/2r(r+2)", "ambiguous_fraction"),
        ("x(x+3)/(x-4)(3x**2)", "ambiguous_fraction"),
        ("$$\\begin{bmatrix} 1 & \\frac{2} \\end{bmatrix}$$", "unreadable_latex"),
        ("$$\\fracsin{x$$", "unreadable_latex"),
        ("$$\\frac{1}$$", "unreadable_latex"),
        ("x" * 600, "too_long"),
    ],
)
def test_answers_of_other_kinds_are_refused_with_their_reason(answer: str, reason: str) -> None:
    """
    What we have no kind for, or cannot be sure of, is never guessed at.
    """
    assert NotTyped(reason) == to_typed(answer)


@given(answer=answers)
def test_every_answer_is_typed_or_refused(answer: str) -> None:
    """
    No answer raises, and nothing of LaTeX or of dollars is left in typed maths.
    """
    typed = to_typed(answer)

    assert isinstance(typed, NotTyped) or not set("\\$") & set(typed)
