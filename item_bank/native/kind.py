"""
Kind: the field that says which fields the others are.

Of an answer and of a figure alike; a kind that is misspelt is taken for the
nearest one, so that what else is wrong is found in the same run.
"""

from collections.abc import Collection, Mapping

from item_bank.finding import Code, Path, quoted
from item_bank.native.nearest import nearest
from item_bank.native.piece import Findings, similar

__all__ = ["read_kind"]


def read_kind(data: Mapping[str, object], path: Path, found: Findings, what: str, kinds: Collection[str]) -> str | None:
    """
    Read the kind of something; None, and a finding, where none is said or none is near.

    Parameters
    ----------
    data, path
        The fields, and where they stand.
    what
        What is of a kind, for the sentence: "answer".
    kinds
        Those that there are.
    """
    kind = data.get("kind")
    if kind is None:
        found.add(Code.MISSING_FIELD, path, f"The {what}'s kind is missing.", f"Add one of: {', '.join(kinds)}.")
        return None
    if isinstance(kind, str) and kind in kinds:
        return kind
    says = f"There is no kind of {what} {quoted(str(kind))!r}."
    found.add(Code.UNKNOWN_KIND, (*path, "kind"), says, similar(str(kind), list(kinds)))
    return nearest(str(kind), kinds)
