"""
Names that people give: to learners, classes and keys.

Shown in pages, tables and terminals, so without what such places would obey:
control characters (C0 and C1), line and paragraph separators, and the controls
of writing direction, with which a name could look like another. One definition
for the API and the command line.
"""

from typing import Annotated

import msgspec

__all__ = ["MAX_NAME", "Name", "is_name"]

MAX_NAME = 100
"""Characters; longer ones would break the tables they stand in."""

PATTERN = r"^[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$(?!\n)"
"""
As a pattern of JSON Schema. Unicode's `Cc` and `Bidi_Control` (UAX #9), and its two separators of lines; without the
end, Python would let a line end follow.
"""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME, pattern=PATTERN)]
"""What people call somebody or something; kept apart from the events of learners, and removed with them."""


def is_name(text: str) -> bool:
    """
    Say whether a text can be a name.
    """
    try:
        text.encode()  # an argument that is no UTF-8 comes as halves of surrogate pairs
        msgspec.convert(text, Name)
    except (UnicodeEncodeError, msgspec.ValidationError):
        return False
    return True
