"""
Math-Verify as a peer: finds and reads the answer in each text and verifies one against the other.

Runs in a process of its own, in the peers' environment, with its memory capped.
One JSON pair of LaTeX a line in, one verdict and its nanoseconds of CPU a line out.
"""

import json
import logging
import resource
import sys
import time

from math_verify import parse, verify
from sympy.core.cache import clear_cache

MEMORY = 3 * 2**30


def verdict(left: str, right: str) -> str:
    """
    Say whether two texts in LaTeX are the same answer; `none` where one of them is not read.
    """
    key, response = parse(f"${left}$"), parse(f"${right}$")
    if not key or not response:
        return "none"
    return "same" if verify(key, response) else "different"


def main() -> None:
    """
    Answer line by line; what sympy has cached is forgotten between two pairs.
    """
    logging.disable(logging.CRITICAL)
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
