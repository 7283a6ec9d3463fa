"""
A small bank for tests of practice: every way a step can go, in five items.

`staged` has two steps, a scaffold, rungs, mistakes and many variants; `halves`
asks for a form; `pick` is a choice of three; `alone` has one variant only;
`bare` has no help at all.
"""

import functools
import textwrap
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.load import load_bank

__all__ = ["FILES", "SECRET", "bank", "bundle", "corrected_bank", "other_bank", "write_bank"]

SECRET = b"a secret of tests, 32 bytes long"

FILES: Mapping[str, str] = MappingProxyType(
    {
        "bank.yaml": """
            format: 1
            id: small
            name: A small bank
            license: CC-BY-4.0
            attribution: The Misstep developers
        """,
        "skills.yaml": """
            - {id: numbers, name: Numbers}
            - {id: forms, name: Lowest terms, requires: [numbers], forms: [lowest_terms]}
            - {id: equations, name: Equations, requires: [numbers]}
        """,
        "mistakes.yaml": """
            - code: sign-kept
              name: Sign kept when moving a term
              did: moved a number to the other side and kept its sign
              hint: Removing a number from a side means undoing it on both sides. Which operation undoes it?
            - code: subtracted
              name: Subtracted instead of divided
              did: took the coefficient away
              hint: What does a number right before the letter mean? Undo that.
        """,
        "items/staged.yaml": """
            format: 1
            id: staged
            title: A two-step equation in stages
            skills: [equations]
            params:
              a: {int: [3, 9]}
              b: {int: [11, 19]}
              s: {int: [23, 29]}
            derive: {c: a*s + b}
            prompt: Solve $@{a}x + @{b} = @{c}$.
            steps:
              - id: undo
                prompt: Which equation do you get when you have removed $@{b}$ from the left side?
                answer: {kind: equation, value: "a*x = c - b", unknowns: [x]}
                solution: ["@{a}x + @{b} = @{c}", "@{a}x = @{c - b}"]
                mistakes: [{when: "a*x = c + b", code: sign-kept}]
                hints:
                  - What undoes $@{b:+}$ on the left side?
                  - An equation stays true when both sides are changed in the same way.
              - id: divide
                prompt: What is $x$?
                unknowns: [x]
                answer: {kind: number, value: s}
                solution: ["@{a}x = @{c - b}", "x = @{s}"]
                mistakes: [{when: c - b - a, code: subtracted}]
                hints:
                  - Which operation undoes multiplying by $@{a}$?
                  - scaffold:
                      id: part
                      prompt: What is $@{2*a*s} \\div @{a}$?
                      answer: {kind: number, value: 2*s}
                      hints: ["Share it out into $@{a}$ equal parts."]
                  - Do it to both sides of the equation that you found.
        """,
        "items/halves.yaml": """
            format: 1
            id: halves
            title: A sum of fractions
            skills: [numbers]
            params: {n: {int: [3, 19], step: 2}}
            prompt: Add $\\frac{1}{@{2*n}} + \\frac{1}{@{2*n}}$.
            steps:
              - id: sum
                answer: {kind: number, value: 1/n, form: lowest_terms}
                solution: ["1/@{2*n} + 1/@{2*n}", "2/@{2*n}", "1/@{n}"]
                hints: [The parts are all of one size. What happens to the numerators?]
        """,
        "items/pick.yaml": """
            format: 1
            id: pick
            title: Which is larger?
            skills: [numbers]
            params: {n: {int: [4, 9]}}
            prompt: Three numbers are given.
            steps:
              - id: largest
                prompt: Which of them is the largest?
                answer:
                  kind: choice
                  choices:
                    - {text: "$@{n}$"}
                    - {text: "$@{n + 20}$", correct: true}
                    - {text: "$@{n + 3}$"}
                hints: [Put them on a number line.]
        """,
        "items/alone.yaml": """
            format: 1
            id: alone
            title: One of a kind
            skills: [numbers]
            prompt: What is $17 \\cdot 3$?
            steps:
              - id: product
                answer: {kind: number, value: "51"}
                solution: ["17*3", "30 + 21", "51"]
                hints: ["Split $17$ into $10$ and $7$."]
        """,
        "items/bare.yaml": """
            format: 1
            id: bare
            title: Nothing to lean on
            skills: [numbers]
            params: {n: {int: [200, 260]}}
            prompt: Say $@{n} + 1$ as a number.
            steps:
              - id: next
                answer: {kind: number, value: n + 1}
        """,
    }
)


def write_bank(directory: Path, files: Mapping[str, str] = FILES) -> Path:
    """
    Write a bank's files below a folder.
    """
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
    return directory


def _bundled(files: Mapping[str, str]) -> bytes:
    with TemporaryDirectory() as directory:
        loaded = load_bank(write_bank(Path(directory), files))
        errors = [finding for finding in loaded.findings if finding.severity == "error"]
        assert not errors, errors
        return encode_bundle(build(loaded.source))[1]


def _read(files: Mapping[str, str]) -> Bank:
    return read_bundle(_bundled(files), secret=SECRET)


@functools.cache
def bundle() -> bytes:
    """
    Return the small bank as a bundle.
    """
    return _bundled(FILES)


@functools.cache
def bank() -> Bank:
    """
    Read the small bank.
    """
    return _read(FILES)


@functools.cache
def other_bank() -> Bank:
    """
    Read another release of it, with another name and language and one item fewer.
    """
    kept = {name: text for name, text in FILES.items() if name != "items/bare.yaml"}
    return _read(
        {**kept, "bank.yaml": FILES["bank.yaml"].replace("A small bank", "A newer bank\n            language: de")}
    )


@functools.cache
def corrected_bank() -> Bank:
    """
    Read a release of it in which one item has another key, and the others are as they were.
    """
    bare = FILES["items/bare.yaml"]
    return _read({**FILES, "items/bare.yaml": bare.replace("value: n + 1}", "value: n + 2}")})
