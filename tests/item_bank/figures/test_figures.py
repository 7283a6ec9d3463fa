"""
Figures from an author's file to what is drawn.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.bank import Bank
from item_bank.build import build
from item_bank.bundle import decode_bundle, encode_bundle
from item_bank.check.bank import check_bank
from item_bank.figures.canvas import number_text
from item_bank.figures.curve import read_curve, runs
from item_bank.figures.describing import describe
from item_bank.figures.drawing import Drawing, Tabled, draw
from item_bank.figures.faults import faults
from item_bank.figures.figure import (
    FIGURES,
    Axis,
    Curve,
    Figure,
    Formula,
    Graph,
    GraphPoint,
    LinePoint,
    NumberLine,
    Rich,
    Table,
    Value,
    Words,
)
from item_bank.finding import Code
from item_bank.ids import ItemId
from item_bank.load import load_bank
from item_bank.variant import Scaffold, Variant
from tests.item_bank.figures.figures_bank import FIGURES_BANK, FIGURES_ITEM, with_figure
from tests.item_bank.small_bank import write_bank

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "line", "circle", "rect", "polygon", "polyline", "path", "text"}
ATTRIBUTES = {
    *("class", "role", "aria-label", "viewBox", "overflow", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r"),
    *("width", "height", "points", "d", "fill", "stroke", "text-anchor", "font-size", "transform"),
    *("fill-opacity", "stroke-width", "stroke-opacity", "stroke-dasharray"),
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """Build the bank of figures and read it back from its bundle."""
    loaded = load_bank(write_bank(tmp_path_factory.mktemp("bank"), FIGURES_BANK))
    assert () == check_bank(loaded).findings
    _, data = encode_bundle(build(loaded.source))
    return Bank(decode_bundle(data), secret=b"s" * 32)


def figures_of(variant: Variant) -> Iterator[Figure]:
    """Yield all figures of a variant."""
    yield from variant.figures
    for step in variant.steps:
        yield from step.figures
        yield from (figure for entry in step.help if isinstance(entry, Scaffold) for figure in entry.figures)
        yield from (choice.figure for choice in getattr(step.answer, "choices", ()) if choice.figure is not None)


def variants(bank: Bank) -> list[Variant]:
    """Open every variant of the bank's item."""
    return [bank.open(ItemId("shapes"), index).variant for index in range(12)]


def test_every_kind_of_figure_is_filled_and_drawn_in_every_draw(bank: Bank) -> None:
    """
    A figure of each kind, wherever it stands, has the draw's numbers and words, and no faults.
    """
    met = set()
    for variant in variants(bank):
        for figure in figures_of(variant):
            met.add(str(figure.__struct_config__.tag))
            shown = draw(figure, "en")

            assert () == tuple(faults(figure))
            assert "@{" not in str(figure)
            assert isinstance(shown, Tabled) or (shown.svg and shown.alt and shown.description)
    assert met == set(FIGURES)


def test_a_drawing_is_shapes_and_texts_alone(bank: Bank) -> None:
    """
    A drawing is well-formed SVG of known elements and attributes: nothing runs, loads, or has an id or a style.
    """
    for variant in variants(bank)[:4]:
        for figure in figures_of(variant):
            shown = draw(figure, "en")
            if isinstance(shown, Tabled):
                continue
            root = ET.fromstring(shown.svg)  # noqa: S314 -- our own markup
            everything = list(root.iter())

            assert {node.tag.removeprefix(SVG) for node in everything} <= ELEMENTS
            assert {name for node in everything for name in node.attrib} <= ATTRIBUTES
            assert (root.get("role"), root.get("aria-label")) == ("img", figure.alt)


@given(text=st.text(max_size=40))
def test_no_text_of_a_figure_becomes_markup(text: str) -> None:
    """
    Whatever an author writes as a label or as words for a figure stands there as text.
    """
    visible = "".join(sign for sign in text if sign.isprintable())
    figure = NumberLine(alt=Words(f"x{visible}"), start=Value("0"), end=Value("1"), points=())
    graph = Graph(alt=Words(f"x{visible}"), x=Axis(label=Words(visible)))
    for shown in (draw(figure, "en"), draw(graph, "en")):
        assert isinstance(shown, Drawing)
        assert ET.fromstring(shown.svg).get("aria-label") == f"x{visible}"  # noqa: S314 -- our own markup


def test_a_description_says_what_is_seen_and_no_formula(bank: Bank) -> None:
    """
    The words for a figure tell its points, ends and counts; of a curve places that it runs through.
    """
    variant = bank.open(ItemId("shapes"), 0).variant
    line, graph = variant.figures[0], variant.steps[0].figures[0]
    shown = [draw(line, "en"), draw(graph, "en"), draw(line, "de")]
    said = [drawing.description for drawing in shown if isinstance(drawing, Drawing)]

    assert said[0] == (
        "Number line from \u22122 to 10, with a tick every 1. Marked from 2 (not included) on, upwards. "
        "Open point Mia at 0.5. Jump from 0 to 2. It is labelled +2."
    )
    assert "Line through (\u22121; \u22122), (0; 0), (1; 2)" in said[1]
    assert "x^2" not in said[1]
    assert "Offener Punkt Mia bei 0,5." in said[2]


@pytest.mark.parametrize(
    ("value", "style", "language", "written"),
    [
        ("-3", "fraction", "en", "\u22123"),
        ("-3/4", "fraction", "en", "\u22123/4"),
        ("3/4", "decimal", "en", "0.75"),
        ("-5/2", "decimal", "de", "\u22122,5"),
        ("1/3", "decimal", "de", "1/3"),
        ("100", "decimal", "en", "100"),
    ],
)
def test_numbers_beside_a_scale_are_written_as_in_the_language(
    value: str, style: str, language: str, written: str
) -> None:
    """
    Minus signs, decimal marks and fractions are those of print; what has no end as a decimal stays a fraction.
    """
    assert written == number_text(Fraction(value), "decimal" if style == "decimal" else "fraction", language)


def test_a_table_is_written_with_the_marks_of_its_language() -> None:
    """
    Maths in a table gets the decimal comma where that is how numbers are written.
    """
    table = Table(alt=Words("Werte"), head=(Rich("$x$"),), rows=((Rich("$0.5$"),),))
    german = draw(table, "de")

    assert isinstance(german, Tabled)
    assert (("$0{,}5$",),) == german.rows


@given(low=st.fractions(-1000, 1000, max_denominator=40), steps=st.integers(1, 50), step=st.fractions(0.01, 100))
def test_what_has_no_faults_can_be_drawn(low: Fraction, steps: int, step: Fraction) -> None:
    """
    Any scale within the bounds is drawn, its labels inside the drawing, whatever its numbers.
    """
    ends = {"start": Value(str(low)), "end": Value(str(low + steps * step)), "step": Value(str(step))}
    line, graph = NumberLine(alt=Words("A line"), **ends), Graph(alt=Words("Axes"), x=Axis(**ends), y=Axis(**ends))
    for figure in (line, graph):
        shown = draw(figure, "en")

        assert not faults(figure)
        assert isinstance(shown, Drawing)
        assert shown.svg


def test_a_curve_ends_at_a_pole_and_not_where_it_is_steep() -> None:
    """
    A function is drawn in one run as long as it is one, however steep, and in two beside a pole or a gap.
    """
    window = (-5.0, 5.0, -5.0, 5.0)
    for formula, pieces in (("1/x", 2), ("300*x", 1), ("x^3", 1), ("sqrt(x)", 1), ("tan(x)", 5), ("7", 0)):
        curve = read_curve(formula)

        assert not isinstance(curve, str)
        assert pieces == len(runs(curve, window)), formula
    assert isinstance(read_curve("x + "), str)
    assert isinstance(read_curve("gcd(x, 2)"), str)
    assert isinstance(read_curve("y"), str)


BROKEN = [
    (Code.UNKNOWN_KIND, "kind: numberline # <--\nalt: x\nfrom: 0\nto: a"),
    (Code.MISSING_FIELD, "alt: A figure. # <--\nfrom: 0\nto: a"),
    (Code.MISSING_FIELD, "kind: number_line # <--\nalt: x\nfrom: 0"),
    (Code.UNKNOWN_FIELD, "kind: number_line\nalt: x\nfrom: 0\nto: a\npoints:\n  - {at: 1}\n  - {att: 2} # <--"),
    (Code.WRONG_VALUE, "kind: number_line\nalt: x\nfrom: 0\nto: a\nlabels: some # <--"),
    (Code.BAD_FORMULA, "kind: number_line\nalt: x\nfrom: 0\nto: a + # <--"),
    (Code.BAD_FORMULA, "kind: number_line\nalt: x\nfrom: 0\nto: q # <--"),
    (Code.BAD_PLACEHOLDER, 'kind: number_line\nalt: "@{q}" # <--\nfrom: 0\nto: a'),
    (Code.BAD_FIGURE, 'kind: number_line\nalt: "" # <--\nfrom: 0\nto: a'),
    (Code.BAD_FIGURE, "kind: number_line # <--\nalt: x\nfrom: 3\nto: a"),
    (Code.BAD_FIGURE, "kind: number_line\nalt: x\nfrom: 0\nto: a\nstep: 1/100 # <--"),
    (Code.BAD_FIGURE, "kind: number_line\nalt: x\nfrom: 0\nto: a\npoints:\n  - {at: 1}\n  - {at: 4} # <--"),
    (Code.UNDEFINED_VALUE, "kind: number_line\nalt: x\nfrom: 0\nto: 1/(a - 2) # <--\nstep: 1/50"),
    (Code.BAD_FIGURE, "kind: strips\nalt: x\nstrips:\n  - {parts: a,\n     shaded: b} # <--"),
    (Code.BAD_FIGURE, "kind: counters\nalt: x\ngroups:\n  - {count: 101} # <--"),
    (Code.BAD_FIGURE, "kind: bar_chart\nalt: x\nto: 3\nbars:\n  - label: A\n    value: a # <--"),
    (Code.BAD_FIGURE, "kind: table\nalt: x\nrows:\n  - [a, b]\n  - [c] # <--"),
    (Code.BAD_MATHS, "kind: table\nalt: x\nrows:\n  - [a, b]\n  - [c, $x] # <--"),
    (Code.BAD_FIGURE, "kind: graph\nalt: x\ncurves:\n  - y: 100 + x # <--"),
    (Code.BAD_FIGURE, "kind: graph\nalt: x\ncurves:\n  - {y: x, x: 2} # <--"),
    (Code.BAD_FIGURE, "kind: graph\nalt: x\ncurves:\n  - y: x\n    shade: left # <--"),
    (Code.BAD_FIGURE, "kind: graph\nalt: x\nx: {from: 5, to: 1} # <--"),
]


@pytest.mark.parametrize(("code", "figure"), BROKEN, ids=[f"{code}-{at}" for at, (code, _) in enumerate(BROKEN)])
def test_what_is_wrong_with_a_figure_is_found_at_its_line(code: Code, figure: str, tmp_path: Path) -> None:
    """
    Each thing that keeps a figure from being drawn is one finding, with the line where it stands, and nothing else is.
    """
    files = with_figure(figure)
    marked = next(at for at, line in enumerate(str(files[FIGURES_ITEM]).splitlines(), start=1) if "<--" in line)
    found = check_bank(load_bank(write_bank(tmp_path, files))).findings
    about = [(one.code, one.line) for one in found if one.code is not Code.UNUSED_PARAMETER]

    assert [(code, marked)] == about, found


def test_a_figure_that_a_draw_spoils_after_all_is_its_words() -> None:
    """
    What nobody looked at before a learner meets it is never drawn wrongly: the words stand alone.
    """
    figure = Graph(alt=Words("A line"), curves=(Curve(y=Formula("100*x + 900")),))

    assert draw(figure, "en") == Drawing(svg="", alt="A line", description="")


def test_a_figure_survives_the_record(bank: Bank) -> None:
    """
    Figures are read from JSON as they were written.
    """
    for figure in figures_of(bank.open(ItemId("shapes"), 5).variant):
        assert figure == msgspec.json.decode(msgspec.json.encode(figure), type=Figure)


def test_a_point_that_is_asked_for_is_told_by_ticks_and_not_by_its_number() -> None:
    """
    Who hears a figure counts to the point labelled `?` as who sees it does; its number is in no description.
    """
    on = NumberLine(
        alt=Words("A line"),
        start=Value("0"),
        end=Value("3"),
        step=Value("1/7"),
        points=(LinePoint(at=Value("16/7"), label=Words("?")), LinePoint(at=Value("1"), label=Words("A"))),
    )
    between = NumberLine(
        alt=Words("A line"), start=Value("-5"), end=Value("5"), points=(LinePoint(at=Value("-2.5"), label=Words("?")),)
    )
    plane = Graph(alt=Words("A plane"), points=(GraphPoint(x=Value("2"), y=Value("-3"), label=Words("?")),))
    for language in ("en", "de", "es"):
        said = [describe(figure, language) for figure in (on, between, plane)]

        assert not [text for text in said if "16/7" in text or "2.5" in text or "2,5" in text or "(2; " in text]
        assert "16" in said[0]
        assert "A" in said[0]
    assert "between ticks number 2 and 3, where -5" in describe(between, "en").replace("\N{MINUS SIGN}", "-")
