"""
Cells for spreadsheets: texts that no program takes for a formula.

A cell that begins like a formula gets an apostrophe in front (OWASP, "CSV
Injection"), behind spaces and in full width too, since some programs look past
those. What is a number here is written by us and stays one.
"""

import unicodedata
from typing import Final

__all__ = ["safe"]

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """
    Return a text that stands in a cell as it is.
    """
    begins = unicodedata.normalize("NFKC", text[:20])
    return f"'{text}" if begins.startswith(FORMULA) or begins.lstrip().startswith(FORMULA) else text
