"""
Counts in sentences: "1 item", "2 items", "1,200 entries".

The one place that knows how English counts; sentences for people take their
numbers with nouns from here.
"""

__all__ = ["counted"]


def counted(count: int, one: str, many: str | None = None) -> str:
    """
    Write a count with its noun.

    Parameters
    ----------
    count
        How many, 0 or more.
    one
        The noun for one of them.
    many
        The noun for several, where it does not end in a plain s.

    Returns
    -------
    str
        The number with commas between thousands, and the noun.
    """
    noun = one if count == 1 else (many or f"{one}s")
    return f"{count:,} {noun}"
