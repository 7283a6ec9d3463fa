"""
What a command reads of a bank, be it a folder or a bundle.

A folder is built as it stands, and has to be free of errors in reading; checking
it is another command's. What cannot be read is a sentence.
"""

from pathlib import Path

from item_bank.build import Unbuildable, build
from item_bank.bundle import BadBundle, Content, decode_bundle
from item_bank.finding import Severity
from item_bank.load import HEAD, load_bank

__all__ = ["read_content"]


def read_content(path: Path) -> Content | str:
    """
    Read a bank's content; a sentence where it has none.
    """
    try:
        if not path.is_dir():
            return decode_bundle(path).content
        if not (path / HEAD).exists():
            return f"{path} is no bank: it has no {HEAD}."
        loaded = load_bank(path)
        if any(found.severity is Severity.ERROR for found in loaded.findings):
            return f"{path} has errors. Run: misstep bank check {path}"
        return build(loaded.source)
    except Unbuildable as problem:
        return f"{path} cannot be built: {problem}. Run: misstep bank check {path}"
    except BadBundle as problem:
        return f"{path} cannot be read: {problem}"
    except OSError as problem:
        return f"{path} cannot be read: {problem.strerror}."
