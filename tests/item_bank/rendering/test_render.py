"""What `render` promises of prompts and hints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.rendering.render import MAX_TEXT, render
from item_bank.rendering.segments import (
    BlankSegment,
    BreakSegment,
    ImageSegment,
    MathSegment,
    Rendered,
    TextSegment,
)

texts = st.text(alphabet="ab 1$*_!\\[](){}^<>&\n.|", max_size=60)


def shape(rendered: Rendered) -> list[str]:
    """Write segments down in short."""
    out: list[str] = []
    for segment in rendered.segments:
        match segment:
            case TextSegment():
                out.append(f"strong:{segment.text}" if segment.strong else segment.text)
            case MathSegment():
                out.append(f"${segment.latex}$")
            case BreakSegment():
                out.append("/")
            case ImageSegment():
                out.append(f"{segment.src}|{segment.alt}")
            case BlankSegment():
                out.append("___")
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Solve $3x+5=11$ for $x$.", ["Solve ", "$3x+5=11$", " for ", "$x$", "."]),
        ("one\ntwo\r\nthree", ["one", "/", "two", "/", "three"]),
        ("find **all** of them", ["find ", "strong:all", " of them"]),
        ("**all $x$ here**", ["strong:all ", "$x$", "strong: here"]),
        ("fill ___ in", ["fill ", "___", " in"]),
        ("see ![A number line](figure1.gif)!", ["see ", "figure1.gif|A number line", "!"]),
        (r"\$5 and \*\*not\*\* \\ \@{x}", [r"$5 and **not** \ @{x}"]),
        ("a_1 and 2*3 stay", ["a_1 and 2*3 stay"]),
        ("$$x^2$$", ["$x^2$"]),
    ],
)
def test_the_small_markdown_is_read(text: str, expected: list[str]) -> None:
    """
    Each construct becomes its segment, and what is none of them stays text.
    """
    rendered = render(text, "en")

    assert expected == shape(rendered)
    assert () == rendered.faults


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> &amp; <script>alert(1)</script>",
        "![x](https://example.org/a.gif)",
        "![x](javascript:alert(1))",
        "![x](../secret.gif)",
        "![x](/etc/passwd)",
        "[a link](https://example.org)",
    ],
)
def test_html_links_and_foreign_pictures_stay_text(text: str) -> None:
    """
    Nothing but an asset of the bank is ever a picture, and no markup passes as markup.
    """
    assert (TextSegment(text=text),) == render(text, "en").segments


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("it costs $5", "unbalanced_dollar", "$"),
        (r"see $\foo{1}$ now", "unrenderable_math", r"$\foo{1}$"),
        ("**half", "unbalanced_stars", "**"),
        ("![](a.gif)", "missing_alt", "![](a.gif)"),
    ],
)
def test_what_cannot_be_rendered_is_named_with_its_place(text: str, code: str, place: str) -> None:
    """
    A fault says what is wrong, where, and what to do; the text is kept.
    """
    rendered = render(text, "en")

    assert [code] == [fault.code for fault in rendered.faults]
    assert place == text[rendered.faults[0].start : rendered.faults[0].end]
    assert rendered.faults[0].sentence.endswith(".")


@pytest.mark.parametrize("text", ["it costs $5", r"see $\foo{1}$ now", "**half"])
def test_what_cannot_be_rendered_is_kept_as_written(text: str) -> None:
    """
    A text with a fault shows every character that its author wrote.
    """
    assert text == "".join(segment.text for segment in render(text, "en").segments if isinstance(segment, TextSegment))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Solve $3x+5=11$.", "Solve 3 x plus 5 equals 11."),
        ("Is $x$or $y$?", "Is x or y?"),
        ("Two\nlines ___", "Two\nlines blank"),
        ("![A line](a.gif)", "Picture: A line"),
        ("**Bold** text", "Bold text"),
    ],
)
def test_a_text_is_spoken_whole(text: str, expected: str) -> None:
    """
    The words for a voice hold the formulas, gaps and pictures where they stand.
    """
    assert expected == render(text, "en").speech


def test_a_text_that_is_too_long_is_shown_unread() -> None:
    """
    Beyond the limit a text is one piece of text and a fault, whatever it holds.
    """
    text = "$x$" * MAX_TEXT
    rendered = render(text, "en")

    assert (TextSegment(text=text),) == rendered.segments
    assert ["too_long"] == [fault.code for fault in rendered.faults]


@given(text=texts)
def test_no_text_is_refused_or_loses_its_words(text: str) -> None:
    """
    Every text renders, and every letter and digit outside pictures is still there, as text or in a formula.
    """
    rendered = render(text, "en")
    shown = "".join(
        segment.text if isinstance(segment, TextSegment) else segment.latex
        for segment in rendered.segments
        if isinstance(segment, TextSegment | MathSegment)
    )

    if "![" not in text:
        assert [c for c in text if c.isalnum()] == [c for c in shown if c.isalnum()]


@given(text=texts)
def test_rendering_is_a_function(text: str) -> None:
    """
    The same text gives the same pieces, kept or not.
    """
    assert render.__wrapped__(text, "en") == render(text, "en")
