"""
`misstep hints approve`: hints that an author approved, put into the bank's files.

Writes whole files in the one layout, and says of each entry that was not taken why.
Exit codes: 0 where all approved entries are in the bank now, 1 where some are not,
2 where the review or the bank cannot be read.
"""

import argparse
import secrets
import sys
from pathlib import Path

from api.releases import BankFault, read_bank
from api.whole_file import write_whole
from hints.ahead.approving import approved
from hints.ahead.review import BadReview, read_review
from item_bank.counted import counted
from item_bank.load import load_bank

__all__ = ["configure", "run"]

FINE, SOME, REFUSED = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("review", type=Path, metavar="REVIEW", help="the file of `misstep hints pregenerate`")
    parser.add_argument("bank", type=Path, metavar="BANK", help="the bank's folder")


def run(arguments: argparse.Namespace) -> int:
    """
    Put approved hints into the bank; return the exit code.
    """
    try:
        review = read_review(arguments.review.read_bytes(), arguments.review.name)
        if isinstance(review, BadReview):
            return _refuse(review.sentence)
        if not arguments.bank.is_dir():
            return _refuse(f"{arguments.bank} is no folder: approved hints go into a bank's own files.")
        bank = read_bank(arguments.bank, secret=secrets.token_bytes(32))
        if isinstance(bank, BankFault):
            return _refuse(bank.sentence)
        if bank.id != review.bank:
            return _refuse(f"The review is about the bank {review.bank!r}, and this is {bank.id!r}.")
        found = approved(arguments.bank, load_bank(arguments.bank).source, bank, review)
        for file, text in found.files.items():
            write_whole(arguments.bank / file, text)
    except OSError as problem:
        return _refuse(f"{problem.filename} cannot be used: {problem.strerror}.")
    for sentence in found.refusals:
        sys.stderr.write(f"{sentence}\n")
    waiting = sum(not entry.approved for entry in review.hints)
    sys.stdout.write(
        f"{counted(found.written, 'hint')} written into {counted(len(found.files), 'file')}, "
        f"{found.known} there already, {len(found.refusals)} not taken, {waiting} not approved.\n"
    )
    return SOME if found.refusals else FINE


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
