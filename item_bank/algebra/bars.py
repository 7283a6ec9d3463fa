"""
Bars: which of them open an absolute value, and which close one.

A bar looks the same on both sides, so that `|a|b|c|` may be two things. Bars are
paired between brackets, relations and separators, which no absolute value
crosses; where more than one pairing makes sense, it is asked which is meant.
Between the coordinates of a point, `(1|2)`, they are separators.
"""

from item_bank.algebra.limits import MAX_BARS
from item_bank.algebra.tokens import Kind, Stop, Token
from item_bank.algebra.unreadable import unreadable

__all__ = ["angled", "resolve"]

BEFORE_OPERAND: frozenset[Kind] = frozenset(
    {"operator", "sign", "function", "root", "relation", "separator", "word", "setwise", "cell", "row", "open"}
)
"""After one of these an operand is due, and a bar opens."""
BEGINS_NOTHING: frozenset[Kind] = frozenset(
    {"operator", "superscript", "percent", "degree", "factorial", "relation", "separator", "word", "close", "end"}
)
"""Before one of these an operand is over, and a bar closes; signs may begin one and are looked at by themselves."""
BRACES = frozenset({"{", "\\{"})
BETWEEN: frozenset[Kind] = frozenset({"relation", "separator", "word", "setwise", "cell", "row"})


def resolve(tokens: list[Token], *, several: bool = False) -> list[Token]:
    """
    Put brackets in the place of bars.

    Parameters
    ----------
    tokens
        All tokens of a text but the end.
    several
        Whether several things may be given, and so a point with bars between its
        coordinates, `(1|2)`.

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
        opening = _opening(tokens, bars[0])
        if several and _part_coordinates(tokens, bars, opening):
            for place in bars:
                resolved[place] = Token("separator", ";", tokens[place].start, tokens[place].end)
            continue
        if first.text == "mid" or (len(bars) == 1 and opening in BRACES):
            raise Stop(unreadable("set_builder", first.start, last.end))
        ways = _pairings(tokens, bars)
        if not ways:
            raise Stop(unreadable("unclosed_bar", first.start, last.end))
        if len(ways) > 1:
            raise Stop(unreadable("ambiguous_bars", first.start, last.end))
        for place, opens in zip(bars, ways[0], strict=True):
            bar = tokens[place]
            resolved[place] = Token("open" if opens else "close", "|", bar.start, bar.end)
    return resolved


def angled(tokens: list[Token]) -> list[Token]:
    """
    Put brackets in the place of the signs round a vector, `<1, 2>`: nothing else ends with one.

    Parameters
    ----------
    tokens
        All tokens of a text but the end, the last of them `>`.
    """
    for place, token in enumerate(tokens):
        if token.text == "<" and (place == 0 or tokens[place - 1].text == "="):
            last = tokens[-1]
            opening, closing = Token("open", "(", token.start, token.end), Token("close", ")", last.start, last.end)
            return [*tokens[:place], opening, *tokens[place + 1 : -1], closing]
    return tokens


def _opening(tokens: list[Token], place: int) -> str:
    """
    Return the bracket that a place stands in; nothing where it stands in none.
    """
    depth = 0
    for token in reversed(tokens[:place]):
        depth += (token.kind == "close") - (token.kind == "open")
        if depth < 0:
            return token.text
    return ""


def _part_coordinates(tokens: list[Token], bars: list[int], opening: str) -> bool:
    """
    Say whether bars stand between the coordinates of a point, and can be nothing else.

    In `(a|b|c)` they may as well be an absolute value; `(1|2|3)` would be a
    product with a number behind.
    """
    if opening != "(" or any(tokens[place].kind in BETWEEN for place in range(bars[0], bars[-1])):
        return False
    for place in bars:
        after = tokens[place + 1].kind if place + 1 < len(tokens) else "end"
        signed = after == "operator" and tokens[place + 1].text in "+-"
        if tokens[place - 1].kind in BEFORE_OPERAND or (after in BEGINS_NOTHING and not signed):
            return False
    last = bars[-1] + 1
    last += tokens[last].kind == "operator"
    return len(bars) % 2 == 1 or tokens[last].kind == "number"


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
