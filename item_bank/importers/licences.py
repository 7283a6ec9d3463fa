"""
Licences: other people's spellings of a licence as one identifier.

Identifiers are SPDX's. A text that names no licence we know (a publisher's name,
an empty text) is None: the importer then needs to be told, and never guesses.
"""

import re

__all__ = ["licence"]

CREATIVE_COMMONS_URL = re.compile(r"creativecommons\.org/licenses/(by(?:-(?:nc|nd|sa))*)/(\d\.\d)", re.IGNORECASE)
PUBLIC_DOMAIN_URL = re.compile(r"creativecommons\.org/publicdomain/zero/1\.0", re.IGNORECASE)
SPELLED = re.compile(r"\bCC[\s-]*(BY(?:[\s-]*(?:NC|ND|SA))*)?[\s-]*v?(\d\.\d)\b", re.IGNORECASE)
PUBLIC_DOMAIN = re.compile(r"\bCC[\s-]*0\b|\bpublic domain\b", re.IGNORECASE)
PARTS = re.compile(r"BY|NC|ND|SA")


def licence(text: str) -> str | None:
    """
    Read a licence.

    Parameters
    ----------
    text
        An address, a name, or an address with a name in angle brackets.
        `CC4.0`, without the word, is read as CC BY 4.0: it occurs in OATutor
        alone, whose licence that is.

    Returns
    -------
    str | None
        An SPDX identifier, e.g. `CC-BY-NC-SA-4.0`; None where none is named.
    """
    if found := CREATIVE_COMMONS_URL.search(text):
        return f"CC-{found.group(1).upper()}-{found.group(2)}"
    if PUBLIC_DOMAIN_URL.search(text) or PUBLIC_DOMAIN.search(text):
        return "CC0-1.0"
    if found := SPELLED.search(text):
        parts = PARTS.findall((found.group(1) or "BY").upper())
        return "-".join(["CC", *parts, found.group(2)])
    return None
