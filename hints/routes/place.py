"""
Where in a TOML file a field stands, so that a refusal can name the line.

The standard reader keeps no lines. Files here are flat lists of tables, so a
look at the beginnings of lines finds the place; where it does not, the table's
own line is named.
"""

import re

__all__ = ["at_line", "field_path", "line_of"]

PATH = re.compile(r"`\$(?P<path>[^`]*)`")
STEP = re.compile(r"\.?(?:\[(?P<index>[0-9]+|\.\.\.)\]|(?P<field>[A-Za-z0-9_-]+))")


def field_path(message: str) -> tuple[int | str, ...]:
    """
    Return the steps below the list of tables in a validation error.

    `$.route[1].calls.tutor` gives `(1, "calls", "tutor")`.
    """
    found = PATH.search(message)
    if found is None:
        return ()
    steps: list[int | str] = []
    for step in STEP.finditer(found["path"]):
        index = step["index"]
        if index is None:
            steps.append(step["field"])
        elif index.isdigit():
            steps.append(int(index))
    return tuple(steps[1:] if steps and isinstance(steps[0], str) and len(steps) > 1 else steps)


def line_of(text: str, table: str, path: tuple[int | str, ...]) -> int | None:
    """
    Return the line, from 1, of a field in the n-th `[[table]]`, or of the table where the field is not found.

    `path` is the table's number and the names below it; without a number the
    field is looked for before the first table.
    """
    index = path[0] if path and isinstance(path[0], int) else None
    names = [step for step in path if isinstance(step, str)]
    header = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    inner = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\.\s*(?P<name>[A-Za-z0-9_-]+)")
    keys = re.compile(rf'\s*"?(?:{"|".join(re.escape(name) for name in names)})"?\s*[=.]') if names else None
    number, at_header, below = -1, None, ""
    for line, content in enumerate(text.splitlines(), start=1):
        if header.match(content):
            number, below = number + 1, ""
            at_header = line if number == index else at_header
        elif number == (-1 if index is None else index) and keys is not None:
            if inside := inner.match(content):
                below = inside["name"]
                if names[-1:] == [below]:
                    return line
            elif (not below or below in names) and keys.match(content):
                return line
    return at_header


def at_line(name: str, line: int | None) -> str:
    """
    Name a place: `routes.toml:12`, or the file alone.
    """
    return name if line is None else f"{name}:{line}"
