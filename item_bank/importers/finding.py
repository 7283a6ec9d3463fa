"""
Findings of an import: what was not carried over as it stood, and why.

One record per observation, with a stable code, the file it was seen in, and a
sentence. A `skipped` finding says that a step or item is not in the bank, a
`warning` that it is there but should be looked at, a `note` what was mended.
"""

from typing import Literal, TypeAlias

import msgspec

__all__ = ["Findings", "ImportFinding", "Severity"]

Severity: TypeAlias = Literal["skipped", "warning", "note"]


class ImportFinding(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One finding; `file` is relative to the imported directory, with forward slashes."""

    file: str
    code: str
    severity: Severity
    sentence: str


class Findings(list[ImportFinding]):
    """Findings as they are made, in the order of reading."""

    def note(self, file: str, code: str, severity: Severity, sentence: str) -> None:
        """
        Add one.
        """
        self.append(ImportFinding(file=file, code=code, severity=severity, sentence=sentence))
