"""What `mathml` promises of formulas, friendly and hostile."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.rendering.latex import MAX_DEPTH, MAX_LATEX
from item_bank.rendering.mathml import ATTRIBUTES, ELEMENTS, LONGEST_KEPT, to_element, to_markup
from item_bank.rendering.render import maths

PREFIX = "{http://www.w3.org/1998/Math/MathML}"

formulas = st.lists(
    st.sampled_from(
        [
            *("x", "2", "+", "-", "=", "<", "&", "{", "}", "^", "_", "'", "%", ".5", "(", "|", " ", "[", "3pt"),
            *(r"\frac", r"\sqrt", r"\left(", r"\right)", r"\text{<b>&#x3c;}", r"\begin{matrix}", r"\end{matrix}"),
            *(r"\newcommand", r"\href{a}{b}", r"\color{red}", r"\overline", r"\not", r"\log", r"\\", r"\foo"),
        ]
    ),
    max_size=14,
).map("".join)


def inner(latex: str) -> str:
    """Say what stands inside the outermost row."""
    element = to_element(latex)
    assert element is not None
    return to_markup(element).partition("<mrow>")[2].removesuffix("</mrow></math>")


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("17{,}200", "<mn>17,200</mn>"),
        ("50% ", "<mn>50</mn><mi>%</mi>"),
        ("3pt", "<mn>3</mn><mi>p</mi><mi>t</mi>"),
        ("x\N{MINUS SIGN}1", "<mi>x</mi><mo>\N{MINUS SIGN}</mo><mn>1</mn>"),
        ("x<1", "<mi>x</mi><mo>&lt;</mo><mn>1</mn>"),
        (".5", "<mn>.5</mn>"),
        (r"\text{<b>}", "<mtext>&lt;b&gt;</mtext>"),
        (r"\text{&#x3c;i&#x3e;}", "<mtext>&lt;i&gt;</mtext>"),
    ],
)
def test_formulas_become_the_elements_that_they_mean(latex: str, expected: str) -> None:
    """
    Numbers stay whole, signs are signs, and text in a formula is escaped.
    """
    assert expected == inner(latex)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("-5", [True]),
        ("2 - 5", [False]),
        ("x = -5", [True]),
        ("x < +5", [True]),
        ("(-5)", [True]),
        (r"\left(-5\right)", [True]),
        ("3 - -5", [False, True]),
        (r"3 \times -5", [True]),
        ("-5 - 5", [True, False]),
        (r"\frac{-5}{x - 5}", [True, False]),
        ("x^{-5}", [True]),
        (r"\sqrt{-5}", [True]),
        ("{x =} -5", [True]),
        ("(x) - 5", [False]),
        ("|-5| - 5", [True, False]),
        ("5! - 5", [False]),
        (r"5\% - 5", [False]),
        (r"x \implies -5", [True]),
        (r"x = \pm 5", [True]),
        (r"5 \pm x", [False]),
        (r"1, -5", [True]),
        (r"\begin{cases} x = -5 \\ -x - 5 \end{cases}", [True, True, False]),
        ("-", [False]),
        ("x -", [False]),
    ],
)
def test_a_sign_is_a_prefix_where_it_belongs_to_what_follows(latex: str, expected: list[bool]) -> None:
    """
    A minus of a number is not spaced as a subtraction, and a subtraction is not closed up.
    """
    element = to_element(latex)

    assert element is not None
    signs = [part for part in element.iter("mo") if part.text in {"+", "\N{MINUS SIGN}", "±"}]
    assert expected == [part.get("form") == "prefix" for part in signs]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("|x|", ["prefix", "postfix"]),
        ("|x| - |y|", ["prefix", "postfix", "prefix", "postfix"]),
        (r"2\left|x\right|", ["prefix", "postfix"]),
        ("P(A|B)", [None]),
    ],
)
def test_bars_of_an_absolute_value_lie_close_to_it(latex: str, expected: list[str | None]) -> None:
    """
    Of two bars the first opens and the second closes; a single one parts what stands beside it.
    """
    element = to_element(latex)

    assert element is not None
    assert expected == [part.get("form") for part in element.iter("mo") if part.text == "|"]


@pytest.mark.parametrize(
    "latex",
    [
        "",
        "   ",
        "{x",
        "x}",
        r"\left(x",
        r"\frac{1}",
        r"\frac",
        "x^",
        "x^1^2",
        r"\foo",
        r"\newcommand{\a}{\a\a}\a",
        r"\def\a{b}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{a}{x}",
        r"\color{red}x",
        r"\rule{900em}{900em}",
        r"\hspace{900em}",
        r"\unicode{x3c}",
        r"\verb|x|",
        r"\begin{nonsense}x\end{nonsense}",
        "{" * 100_000,
        "{" * (MAX_DEPTH + 1) + "x" + "}" * (MAX_DEPTH + 1),
        r"\sqrt" * 300 + "x",
        r"\frac" * 100,
        "x^" * 100 + "x",
        "_" * 500,
        r"\left(" * 45 + "x" + r"\right)" * 45,
        r"\text" * 300,
        "1" * (MAX_LATEX + 1),
        "x" * 1_500,
    ],
)
def test_broken_unknown_and_oversized_formulas_are_none(latex: str) -> None:
    """
    What is no formula of ours is said to be none; nothing raises and nothing is half shown.
    """
    assert to_element(latex) is None
    assert maths(latex) is None


@given(latex=formulas)
def test_only_listed_elements_and_attributes_come_out(latex: str) -> None:
    """
    Whatever goes in, what comes out is well-formed XML of listed elements, attributes and no command's name.
    """
    segment = maths(latex)

    if segment is not None:
        for element in fromstring(segment.mathml).iter():  # noqa: S314 - our own output, bounded
            assert element.tag.removeprefix(PREFIX) in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
            assert "\\" not in (element.text or "")


def test_long_formulas_are_not_kept() -> None:
    """
    A formula that is kept is one object; those that learners type at length come and go.
    """
    short, long = "x+1", "+".join(["x"] * LONGEST_KEPT)

    assert to_element(short) is to_element(short)
    assert to_element(long) is not to_element(long)
