"""
A bank of one item that is right in every way, to be broken one thing at a time.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

__all__ = ["BANK", "ITEM", "SMALL_BANK", "changed", "write_bank"]

BANK = "bank.yaml"
ITEM = "items/two-step.yaml"

SMALL_BANK: Mapping[str, str] = MappingProxyType(
    {
        BANK: """\
format: 1
id: small
name: A small bank
license: CC-BY-4.0
attribution: Somebody
""",
        "skills.yaml": """\
- id: add
  name: Add numbers
- id: solve
  name: Solve equations
  requires: [add]
""",
        "mistakes.yaml": """\
- code: sign-kept
  name: Sign kept
  did: moved a term and kept its sign
  hint: Look at the sign of the term that you moved.
- code: not-divided
  name: Not divided
  did: left the coefficient where it was
- code: guessed
  name: Guessed
  did: picked an option at random
""",
        ITEM: """\
format: 1
id: two-step
title: Solve a two-step equation
skills: [solve]
requires: [add]
difficulty: 4
unknowns: [x]
params:
  who: {text: [Mia, Kofi]}
  a: {int: [2, 5]}
  b: {int: [2, 9], not: [4]}
  s: {one_of: [3, 5, 7/2]}
derive:
  c: a*s + b
where:
  - gcd(a, b) = 1
  - a != b
  - (c + b)/a != c - b
prompt: "@{who} solves $@{a}x @{b:+} = @{c:frac}$."
steps:
  - id: undo
    prompt: Which equation is left?
    skills: [add]
    answer: {kind: equation, value: "a*x = c - b"}
    solution:
      - "@{a}x + @{b} = @{c}"
      - "@{a}x = @{c - b}"
    mistakes:
      - {when: "a*x = c + b", code: sign-kept}
    hints:
      - What undoes adding $@{b}$?
  - id: divide
    prompt: What is $x$?
    answer: {kind: number, value: s, form: lowest_terms}
    solution:
      - "@{a}x = @{c - b}"
      - "x = @{s}"
    mistakes:
      - {when: (c + b)/a, code: sign-kept}
      - {when: c - b, code: not-divided, hint: "What does the $@{a}$ before the $x$ mean?"}
    hints:
      - What undoes multiplying?
      - {text: "Divide: $x = @{s:frac}$.", reveals: true}
      - scaffold:
          id: which
          prompt: What do you do to both sides?
          answer:
            kind: choice
            choices:
              - {text: divide them, correct: true}
              - {text: subtract from them, code: guessed}
          hints:
            - Think of what stands between $@{a}$ and $x$.
tests:
  - {draw: {who: Mia, a: 2, b: 3, s: 5}, step: undo, answer: "2x = 10", expect: correct}
  - {draw: {who: Mia, a: 2, b: 3, s: 5}, step: divide, answer: "8", expect: sign-kept}
  - {draw: {who: Kofi, a: 2, b: 3, s: 7/2}, step: divide, lines: ["2x = 7", "x = 7/2"], expect: correct}
""",
    }
)
"""The files of the bank by name; `two-step` has 104 valid draws."""


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """
    Return the small bank with one piece of a file replaced, which has to be there once.
    """
    text = SMALL_BANK[file]
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    return {**SMALL_BANK, file: text.replace(old, new)}


def write_bank(folder: Path, files: Mapping[str, str | bytes] = SMALL_BANK) -> Path:
    """
    Write a bank's files into a folder and return it.
    """
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
