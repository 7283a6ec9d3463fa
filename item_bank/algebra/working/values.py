"""
Values: the ways to list what the one unknown of a chain is, each taken for a statement about it.

`2, 3` and `{2, 3}` say it without a letter, `x = 2, 3` names it once, and
`L = {2, 3}` names the set of solutions. Numbered solutions are `numbering`'s.
"""

from item_bank.algebra.tree import Group, Junction, Listing, Name, Relation, Tree, names
from item_bank.algebra.working.lines import is_statement, lists_values

__all__ = ["as_statement"]


def as_statement(line: Tree, letters: tuple[str, ...]) -> Tree:
    """
    Write values as a statement about the one letter of a chain; any other line as it is.

    Parameters
    ----------
    line
        A line of working.
    letters
        Those of the line before; values of several are said by none of these ways.
    """
    if len(letters) != 1:
        return line
    match line:
        case Relation((Name(name), Listing(_, "{") as held), ("=",)) if name not in letters and not names(held):
            return _about(held, letters[0])
        case Listing((Relation((Name(name), first), ("=",)), *others), "") if (
            name in letters and others and not any(map(names, (first, *others))) and not any(map(is_statement, others))
        ):
            named = [_equals(name, value) for value in (first, *others)]
            return Junction("or", tuple(named), start=line.start, end=line.end)
        case _:
            return _about(line, letters[0]) if lists_values(line) and not is_statement(line) else line


def _about(values: Tree, letter: str) -> Tree:
    """Say of a letter that it is one of the values listed."""
    if isinstance(values, Group):
        return _about(Listing((values.inner,), "{", "}", start=values.start, end=values.end), letter)
    if isinstance(values, Listing):
        held = Listing(values.items, "{", "}") if values.opening == "" else values
        return Relation((Name(letter), held), ("in",), start=values.start, end=values.end)
    return _equals(letter, values)


def _equals(letter: str, value: Tree) -> Tree:
    """Say of a letter that it is a value."""
    return Relation((Name(letter), value), ("=",), start=value.start, end=value.end)
