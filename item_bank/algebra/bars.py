"""
Bars: which of them open an absolute value, and which close one.

A bar looks the same on both sides, so that `|a|b|c|` may be two things. Bars are
paired between brackets, relations and separators, which no absolute value
crosses; where more than one pairing makes sense, it is asked which is meant.
"""

from item_bank.algebra.limits import MAX_BARS
from item_bank.algebra.tokens import Kind, Stop, Token
from item_bank.algebra.unreadable import unreadable

__all__ = ["resolve"]

BEFORE_OPERAND: frozenset[Kind] = frozenset(
    {"operator", "sign", "function", "root", "relation", "separator", "word", "setwise", "cell", "row", "open"}
)
"""After one of these an operand is due, and a bar opens."""
BEGINS_NOTHING: frozenset[Kind] = frozenset(
    {"operator", "superscript", "percent", "degree", "factorial", "relation", "separator", "word", "close", "end"}
)
"""Before one of these an operand is over, and a bar closes; signs may begin one and are looked at by themselves."""
BETWEEN: frozenset[Kind] = frozenset({"relation", "separator", "word", "setwise", "cell", "row"})


def resolve(tokens: list[Token]) -> list[Token]:
    """
    Put brackets in the place of bars.

    Parameters
    ----------
    tokens
        All tokens of a text but the end.

    Raises
    ------
    Stop
        Where bars cannot be paired, or can in several ways.
    """
    resolved = list(tokens)
    for bars in _runs(tokens):
        first, last = tokens[bars[0]], tokens[bars[-1]]
        if len(bars) > MAX_BARS:
            raise Stop(unreadable("too_many_parts", first.start, last.end))
        ways = _pairings(tokens, bars)
        if not ways:
            raise Stop(unreadable("unclosed_bar", first.start, last.end))
        if len(ways) > 1:
            raise Stop(unreadable("ambiguous_bars", first.start, last.end))
        for place, opens in zip(bars, ways[0], strict=True):
            bar = tokens[place]
            resolved[place] = Token("open" if opens else "close", "|", bar.start, bar.end)
    return resolved


def _runs(tokens: list[Token]) -> list[list[int]]:
    """
    Return the places of the bars that may belong together.
    """
    runs: list[list[int]] = []
    levels: list[list[int]] = [[]]
    for place, token in enumerate(tokens):
        if token.kind == "bar":
            levels[-1].append(place)
        elif token.kind == "open":
            levels.append([])
        elif token.kind == "close":
            runs.append(levels.pop())
            levels = levels or [[]]
        elif token.kind in BETWEEN:
            runs.append(levels[-1])
            levels[-1] = []
    return [run for run in (*runs, *levels) if run]


def _pairings(tokens: list[Token], bars: list[int]) -> list[tuple[bool, ...]]:
    """
    Return at most two ways in which bars open (True) and close.
    """
    ways: list[tuple[tuple[bool, ...], int]] = [((), 0)]
    for index, place in enumerate(bars):
        before: Kind = tokens[place - 1].kind if place else "open"
        after: Kind = tokens[place + 1].kind if place + 1 < len(tokens) else "end"
        left = len(bars) - index - 1
        grown: list[tuple[tuple[bool, ...], int]] = []
        for way, depth in ways:
            due = way[-1] if before == "bar" else before in BEFORE_OPERAND
            signed = after == "operator" and tokens[place + 1].text in "+-"
            if (due or after not in BEGINS_NOTHING or signed) and depth < left:
                grown.append(((*way, True), depth + 1))
            if not due and depth:
                grown.append(((*way, False), depth - 1))
        # ways of equal depth and last bar go on alike: two of each are enough to tell one from many
        ways = _few(grown)
    return [way for way, depth in ways if depth == 0][:2]


def _few(ways: list[tuple[tuple[bool, ...], int]]) -> list[tuple[tuple[bool, ...], int]]:
    """
    Keep two ways of each depth and last bar, so that their number stays bounded.
    """
    kept: dict[tuple[int, bool], int] = {}
    few = []
    for way, depth in ways:
        key = (depth, way[-1])
        kept[key] = kept.get(key, 0) + 1
        if kept[key] <= 2:  # noqa: PLR2004 - one way, or more than one
            few.append((way, depth))
    return few
