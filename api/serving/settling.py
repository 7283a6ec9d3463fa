"""
Settling: what a server makes ready once, before its first answer.

The mal-rules are read, so that no learner waits for them, and what has been loaded
by then, the banks above all, is taken out of the garbage collector's sight: it
lives as long as the process, and walking it takes a quarter of a second in the
middle of somebody's answer.
"""

import gc

from hints.misconception.explain import shipped

__all__ = ["settle"]


def settle() -> None:
    """
    Read the mal-rules, and leave what is loaded by now to no collection.
    """
    shipped()
    gc.collect()
    gc.freeze()
