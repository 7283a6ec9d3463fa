r"""What `texts` promises: OATutor's prose and formulas in our Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.importers.oatutor.texts import clean
from item_bank.rendering.render import render

ASSETS = {"figure1.gif": "p1-figure1.gif"}

raws = st.lists(
    st.sampled_from(
        [
            *(
                "$$",
                "$",
                "x",
                "2",
                " ",
                "\\n",
                "\n",
                "**",
                "*",
                "{",
                "}",
                "\\frac{1}{2}",
                "##figure1.gif##",
                "##f9.gif##",
            ),
            *(
                "___",
                "<b>",
                "<br>",
                "&lt;",
                "word",
                "\\operatorname{form}",
                "17,200",
                "(5,420)",
                "![",
                "\\",
                "https://x.org/a",
            ),
            *("\t", "\x07", "\u2028"),
        ]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Solve $$3x=6$$.", "Solve $3x=6$."),
        ("It costs $5 or $$\\$6.30$$.", r"It costs \$5 or $\$6.30$."),
        ("one\\ntwo\\nThree", "one\ntwo\nThree"),
        ("see\\n##figure1.gif##", "see\n![Figure for this problem](p1-figure1.gif)"),
        ("see\\n##figure1.gif", "see\n![Figure for this problem](p1-figure1.gif)"),
        ("2x**3 and a ** b", "2x^3 and a^b"),
        ("$$y$$ ** $$\\frac{1}{3}$$", r"${y}^{\frac{1}{3}}$"),
        ("$$-3$$ * $$9$$", "$-3$ \N{MULTIPLICATION SIGN} $9$"),
        ("$$-1$$ $$___$$ $$-4$$", "$-1$ ___ $-4$"),
        ("is it $$one-to-one$$?", "is it one-to-one?"),
        ("$$GCF=8$$", r"$\text{GCF}=8$"),
        ("$$xyz$$", "$xyz$"),
        ("the $$y-intercept$$", "the y-intercept"),
        ("$$2840=12,146$$", "$2840=12{,}146$"),
        ("$$(5,420)$$", "$(5,420)$"),
        ("$$\\operatorname{0.1}\\left(n\\right)$$", r"$0.1\left(n\right)$"),
        ("$$4*\\log_{2}\\left(x\\right)$$", r"$4\cdot \log_{2}\left(x\right)$"),
        ("Use < or >: x<3", "Use < or >: x<3"),
        ("", ""),
    ],
)
def test_texts_are_brought_into_our_markdown(raw: str, expected: str) -> None:
    """
    Formulas, dollars, line ends, pictures, powers and gaps are written as ours are.
    """
    assert expected == clean(raw, ASSETS).text


@pytest.mark.parametrize(
    ("raw", "text", "mended"),
    [
        ("$$\\frac{\\pi}{12$$} + $$n\\pi$$", r"$\frac{\pi}{12} + n\pi$", ("formula_closed_in_brace",)),
        ("cost $$x", "cost x", ("odd_dollars",)),
        ("<b>bold</b><br>next &lt;", "bold\nnext <", ("html_removed",)),
        ("look https://ibb.co/abc here", "look here", ("address_removed",)),
        ("$$\\frac{1$$", "\\\\frac{1", ("unbalanced_braces",)),
    ],
)
def test_what_is_broken_in_a_known_way_is_mended_and_said(raw: str, text: str, mended: tuple[str, ...]) -> None:
    """
    A mend keeps what was meant, and every mend has its code.
    """
    cleaned = clean(raw, ASSETS)

    assert text == cleaned.text
    assert mended == cleaned.mended


def test_pictures_are_listed_and_missing_ones_named() -> None:
    """
    A text says which of the problem's pictures it shows and which it lacks.
    """
    cleaned = clean("##figure1.gif## and ##figure2.gif##", ASSETS)

    assert ("figure1.gif",) == cleaned.figures
    assert ("figure2.gif",) == cleaned.missing


@given(raw=raws)
def test_no_text_breaks_what_follows(raw: str) -> None:
    """
    Whatever the source holds, the outcome has no lone dollar, no tab and no control character.
    """
    text = clean(raw, ASSETS).text

    assert "unbalanced_dollar" not in [fault.code for fault in render(text, "en").faults]
    assert all(character == "\n" or character.isprintable() for character in text)
