"""
The worker: a process of its own that answers questions with sympy, one JSON line each.

It limits its own memory and time before sympy is there; whoever started it kills
it where an answer takes too long. Run as `python -m item_bank.algebra.proving.worker`.
"""

import sys
from typing import BinaryIO, assert_never

import msgspec

from item_bank.algebra.limits import WORKER_MEMORY_BYTES, WORKER_SECONDS
from item_bank.algebra.proving.wire import Equal, Factor, Failed, Found, Question, Reply, Solve, decode, encode

__all__ = ["main"]

BEYOND = Failed("beyond")


def main(asked: BinaryIO, said: BinaryIO) -> None:
    """
    Answer until nothing more is asked.
    """
    _limit()
    for line in asked:
        said.write(msgspec.json.encode(_answer(line)) + b"\n")
        said.flush()


def _limit() -> None:
    """Limit memory and processor time, where the system can."""
    if sys.platform != "win32":  # pragma: no branch - tests run where there are limits
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (WORKER_SECONDS, WORKER_SECONDS))


def _answer(line: bytes) -> Reply:
    """Answer one question; whatever sympy makes of it is beyond."""
    try:
        return _found(msgspec.json.decode(line, type=Question))
    except Exception:  # noqa: BLE001 - sympy raises what it likes, and a lost question is no lost worker
        return BEYOND


def _found(question: Question) -> Reply:
    """Find what is asked for."""
    from item_bank.algebra.proving import symbolic, theorems  # noqa: PLC0415 - sympy takes half a second, after the limits

    match question:
        case Equal(left, right, setting):
            first, second = (symbolic.to_sympy(decode(side), setting) for side in (left, right))
            equal = theorems.equal(first, second)
            return BEYOND if equal is None else Found(equal=equal)
        case Solve(left, right, unknown, setting):
            first, second = (symbolic.to_sympy(decode(side), setting) for side in (left, right))
            roots = theorems.solve(first, second, symbolic.symbol(unknown, setting))
            return BEYOND if roots is None else Found(trees=[encode(symbolic.from_sympy(root)) for root in roots])
        case Factor(tree, setting):
            product = theorems.factor(symbolic.to_sympy(decode(tree), setting))
            return Found(trees=[encode(symbolic.from_sympy(product))])
        case _:
            assert_never(question)


if __name__ == "__main__":  # pragma: no cover - the test's worker is a process of its own
    main(sys.stdin.buffer, sys.stdout.buffer)
