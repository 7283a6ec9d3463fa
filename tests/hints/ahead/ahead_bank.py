"""A small bank with wrong answers that nobody has words for, written by hand."""

import functools
from pathlib import Path
from tempfile import TemporaryDirectory

from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.load import load_bank

__all__ = ["FENCE", "ahead_bank", "opened_bank"]

HEAD = "format: 1\nid: ahead\nname: Ahead\nlicense: CC0-1.0\nattribution: Somebody\n"
SKILLS = "- id: sums\n  name: Sums\n"
MISTAKES = """\
# what learners do
- code: added-instead
  name: Added
  did: added where a difference was asked for
  misconception: M-AR09
- code: doubled
  name: Doubled
  did: doubled one of the numbers
- code: took-the-first
  name: First number alone
  did: took the first number alone
  hint: There is a second number in the story.
"""
FENCE = """\
format: 1
id: fence
title: A fence
skills: [sums]
params:
  a: {int: [20, 60]}
  b: {int: [3, 17]}
derive:
  d: a - b
where:
  - a > 3*b
prompt: A fence of @{a} m is to be built; @{b} m are done. How many metres are left?
steps:
  - id: left
    answer: {kind: number, value: d}
    solution:
      - "@{a} - @{b}"
      - "@{d}"
    # seen in class
    mistakes:
      - {when: a + b, code: added-instead}
      - {when: 2*b, code: doubled}
      - {when: a + 2*b, code: doubled}
      - {when: a, code: took-the-first}
"""


def ahead_bank(folder: Path) -> Path:
    """
    Write the bank into a folder; return that.
    """
    (folder / "items").mkdir(parents=True)
    texts = {"bank.yaml": HEAD, "skills.yaml": SKILLS, "mistakes.yaml": MISTAKES, "items/fence.yaml": FENCE}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@functools.cache
def opened_bank() -> Bank:
    """
    Read the bank, compiled once.
    """
    with TemporaryDirectory() as folder:
        loaded = load_bank(ahead_bank(Path(folder) / "bank"))
        assert not any(finding.severity == "error" for finding in loaded.findings), loaded.findings
        return read_bundle(encode_bundle(build(loaded.source))[1], secret=b"a secret of tests, 32 bytes long")
