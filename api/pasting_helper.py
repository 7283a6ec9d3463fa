"""
A helper that solves pasted homework: the bank comes first, then one paste a line, as JSON; proposals go out.

Started by `pasting`. Ends with its input.
"""

import sys
from collections.abc import Sequence
from typing import BinaryIO

import msgspec

from api.pasting import Asked, Begin, Proposal, Proposals
from item_bank.algebra.proving.prover import Prover
from item_bank.bank import Bank
from item_bank.bundle import Release
from item_bank.finding import Finding
from item_bank.importers.acceptance import native_errors
from item_bank.pasting.matching import Index, index_of, matches, skills_of
from item_bank.pasting.numbering import TooMuch
from item_bank.pasting.problem import Problem, SolvedProblem, problems
from item_bank.template import ItemTemplate

__all__ = ["help_with", "propose_all"]


def help_with(asked: BinaryIO, said: BinaryIO) -> None:
    """
    Answer each paste with what it comes to.
    """
    begin = msgspec.json.decode(asked.readline(), type=Begin)
    index = index_of(Bank(Release(release=begin.release, content=begin.content), secret=b"pasting"))
    _say(said, "ready")
    with Prover() as prover:
        for line in asked:
            _say(said, propose_all(msgspec.json.decode(line, type=Asked), index, prover))


def propose_all(asked: Asked, index: Index, prover: Prover | None) -> Proposals:
    """
    Solve a paste and look for its like.
    """
    found = problems(asked.text, asked.draft, _errors, prover)
    if isinstance(found, TooMuch):
        return Proposals(too_much=found.sentence)
    return Proposals(proposals=tuple(_proposal(problem, index) for problem in found))


def _proposal(problem: Problem, index: Index) -> Proposal:
    if not isinstance(problem, SolvedProblem):
        return Proposal(problem=problem)
    items = matches(index, problem.asked)
    return Proposal(problem=problem, items=items, skills=skills_of(index, items))


def _errors(item: ItemTemplate) -> Sequence[Finding]:
    return native_errors(item, notes="", skills={}, pictures={})


def _say(said: BinaryIO, reply: object) -> None:
    said.write(msgspec.json.encode(reply) + b"\n")
    said.flush()


if __name__ == "__main__":
    help_with(sys.stdin.buffer, sys.stdout.buffer)
