"""What the colours of the pages promise: text that can be read, in light and in dark."""

import re

import pytest

from api.serving.static import static_files

LEAST = 4.5
"""Contrast of text, WCAG 2.2, success criterion 1.4.3."""
LEAST_EDGE = 3
"""Contrast of what shows where a control is or what it does, success criterion 1.4.11."""
PROPERTY = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")
DARK = "@media (prefers-color-scheme: dark)"


def colours(sheet: str, scheme: str) -> dict[str, str]:
    """
    Read a sheet's custom properties as they are in a colour scheme, and a main button's words.
    """
    text = static_files()[sheet].content.decode()
    light, _, dark = text.partition(DARK)
    # Pages say their dark colours first and use them below, the component says them last.
    dark = dark.partition("\n}")[0]
    found = dict(PROPERTY.findall(light))
    if scheme == "dark":
        found |= dict(PROPERTY.findall(dark))
    words = re.search(r"button\.main \{ color: (#[0-9a-f]{6})", dark if scheme == "dark" else light)
    return found if words is None else found | {"button": words[1]}


def luminance(colour: str) -> float:
    """
    Compute a colour's relative luminance as WCAG 2.2 defines it.
    """
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """
    Compute the contrast of two colours, from 1 to 21.
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *(("ink", "paper"), ("quiet", "paper"), ("accent", "paper"), ("right", "paper"), ("wrong", "paper")),
        *(("ink", "help"), ("wrong", "help"), ("accent", "help"), ("button", "accent")),
    ],
)
def test_every_text_of_an_exercise_stands_out(scheme: str, words: str, ground: str) -> None:
    """
    Whatever stands on whatever in the component has the contrast that reading needs.
    """
    found = {name.removeprefix("misstep-"): colour for name, colour in colours("practice/practice.css", scheme).items()}

    assert contrast(found[words], found[ground]) >= LEAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("ground", ["ground", "paper"])
def test_every_text_of_the_pages_stands_out(scheme: str, words: str, ground: str) -> None:
    """
    The same holds for the pages around it.
    """
    found = colours("pages/pages.css", scheme)

    assert contrast(found[words], found[ground]) >= LEAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_field_and_the_focus_can_be_seen(scheme: str) -> None:
    """
    Where to type, and where one is, needs no sharp eyes.
    """
    found = colours("practice/practice.css", scheme)

    assert contrast(found["misstep-quiet"], found["misstep-paper"]) >= LEAST_EDGE
    assert contrast(found["misstep-accent"], found["misstep-paper"]) >= LEAST_EDGE
