"""
Printing: a tree as typed text, and as LaTeX.

Both with as few brackets as keep the meaning, whatever brackets were written,
and both read back to the same tree but for brackets and spans, in every context
that has the tree's names and, for lists, expects several answers.
"""

from item_bank.algebra.printing.latex import to_latex
from item_bank.algebra.printing.text import to_text

__all__ = ["to_latex", "to_text"]
