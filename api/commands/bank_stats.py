"""
`misstep bank stats`: what a bank holds, in numbers.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from api.commands.bank_content import read_content
from item_bank.counting import Counts, count

__all__ = ["configure", "run"]

REFUSED: Final = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("bank", type=Path, metavar="BANK", help="a bank's folder or bundle")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Count; return the exit code.
    """
    content = read_content(arguments.bank)
    if isinstance(content, str):
        sys.stderr.write(f"{content}\n")
        return REFUSED
    counts = count(content.skills, content.items)
    if arguments.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(counts)).decode() + "\n")
    else:
        sys.stdout.write(_said(counts))
    return 0


def _said(counts: Counts) -> str:
    per_skill = sorted(counts.items_by_skill.values())
    middle = per_skill[len(per_skill) // 2] if per_skill else 0
    lines = [
        f"skills     {counts.skills} ({middle} items each in the middle, {len(counts.skills_without_items)} without)",
        f"items      {counts.items} with {counts.steps} steps",
        f"draws      {counts.draws}, at least {counts.fewest_draws} an item",
        f"answers    {_listed(counts.kinds)}",
        f"forms      {_listed(counts.forms)}",
        f"shown as   {_listed(counts.shown)}",
        f"mistakes   {counts.mistakes}, none at {counts.steps_without_mistakes} steps",
        f"help       {counts.rungs} rungs, {counts.scaffolds} scaffolds, none at {counts.steps_without_help} steps",
        f"languages  {_listed(counts.languages)}",
    ]
    return "\n".join(lines) + "\n"


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items()) or "none"
