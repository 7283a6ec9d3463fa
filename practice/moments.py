"""
Moments: milliseconds since 1970 in UTC, as every event has them.

How long a day is among them; days of mastery are counted from 1970 likewise.
"""

from typing import Final

__all__ = ["DAY_MS"]

DAY_MS: Final = 86_400_000
