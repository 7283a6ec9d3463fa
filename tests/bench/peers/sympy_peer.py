"""
Sympy as a peer: reads both sides with its own parser and simplifies their difference.

Runs in a process of its own, in the peers' environment, with its memory capped.
One JSON pair a line in, one verdict and its nanoseconds of CPU a line out.
"""

import json
import resource
import sys
import time

import sympy
from sympy.core.cache import clear_cache
from sympy.parsing.sympy_parser import parse_expr

MEMORY = 3 * 2**30


def verdict(left: str, right: str) -> str:
    """
    Say whether two texts in sympy's own language are the same expression.
    """
    try:
        gap = sympy.simplify(parse_expr(left) - parse_expr(right))
    except (ArithmeticError, AttributeError, NotImplementedError, RecursionError, SyntaxError, TypeError, ValueError):
        return "none"
    return "same" if gap == 0 else "different"


def main() -> None:
    """
    Answer line by line; what it has cached is forgotten between two pairs.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        pair = json.loads(line)
        clear_cache()
        began = time.process_time_ns()
        said = verdict(pair["left"], pair["right"])
        took = time.process_time_ns() - began
        sys.stdout.write(json.dumps({"verdict": said, "ns": took}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
