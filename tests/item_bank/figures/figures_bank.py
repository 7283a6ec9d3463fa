"""
A bank whose one item has a figure of each kind, in every place where a figure can stand.
"""

from base64 import b64decode
from collections.abc import Mapping
from types import MappingProxyType

from tests.item_bank.small_bank import BANK, SMALL_BANK

__all__ = ["FIGURES_BANK", "FIGURES_ITEM", "with_figure"]

FIGURES_ITEM = "items/shapes.yaml"

_ITEM = """\
format: 1
id: shapes
title: Read off figures
skills: [solve, add]
params:
  who: {text: [Mia, Kofi]}
  a: {int: [2, 4]}
  b: {one_of: [1/2, 5/2]}
prompt: "@{who} draws $@{a}$ ![a grey square](square.png)"
figures:
  - kind: number_line
    alt: A number line with a jump of @{a}.
    from: -a
    to: 10
    step: 1
    points: [{at: b, label: "@{who}", open: true}]
    intervals: [{from: a, open_from: true}]
    jumps: [{from: 0, to: a, label: "+@{a}"}]
  - kind: table
    alt: Values of a function.
    head: ["$x$", "$@{a}x$"]
    rows: [["$1$", "$@{a}$"], ["$2$", "$@{2*a}$"]]
    head_column: true
steps:
  - id: read
    prompt: How many steps go up for each to the right?
    figures:
      - kind: graph
        alt: A line and a parabola.
        x: {from: -1, to: 4, label: time}
        y: {from: -10, to: 20, step: 5}
        points: [{x: 1, y: a, label: A}]
        segments: [{from: [0, 0], to: [1, a], arrow: true}]
        curves: [{y: a*x, shade: above, dashed: true}, {y: x^2 - a, label: p}, {x: b, shade: left}]
    answer: {kind: number, value: a}
    hints:
      - "What is different from one row to the next? ![a grey square in a hint](square.png)"
      - scaffold:
          id: count
          prompt: How many dots are there?
          figures:
            - {kind: counters, alt: Two rows of dots., groups: [{count: a}, {count: 3, crossed: 1, shape: square}]}
          answer: {kind: number, value: a + 3}
  - id: choose
    prompt: Which shows three quarters?
    answer:
      kind: choice
      choices:
        - {correct: true, figure: {kind: strips, alt: The first strip., strips: [{parts: 4, shaded: 3}]}}
        - {code: sign-kept, figure: {kind: strips, alt: The second strip., strips: [{parts: 4, shaded: 1}]}}
        - text: "The chart ![a grey square in an option](square.png)"
          code: not-divided
          figure: {kind: bar_chart, alt: Three bars., to: 10, bars: [{label: "@{who}", value: a}, {label: b, value: b}]}
tests:
  - {draw: {who: Mia, a: 2, b: 1/2}, step: choose, answer: b, expect: sign-kept}
"""

_SQUARE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAADklEQVR4nGNIAAIGVAIAPBQGARnKRN0AAAAASUVORK5CYII=")
"""A picture of four by four grey pixels."""

FIGURES_BANK: Mapping[str, str | bytes] = MappingProxyType(
    {
        BANK: SMALL_BANK[BANK],
        "skills.yaml": SMALL_BANK["skills.yaml"],
        "mistakes.yaml": SMALL_BANK["mistakes.yaml"].partition("- code: guessed")[0],
        "assets/square.png": _SQUARE,
        FIGURES_ITEM: _ITEM,
    }
)
"""The files of the bank by name, a picture among them; it has no findings, and 12 draws."""


def with_figure(figure: str) -> dict[str, str | bytes]:
    """
    Return the bank with another first figure, of which each line stands on its own line of the item.
    """
    before, _, rest = _ITEM.partition("  - kind: number_line\n")
    after = rest.partition("  - kind: table\n")[2]
    lines = "".join(f"    {line}\n" for line in figure.splitlines())
    item = f"{before}  -{lines[3:]}  - kind: table\n{after}"
    return {**FIGURES_BANK, FIGURES_ITEM: item}
