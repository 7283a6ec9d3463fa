"""
Reading `Retry-After`: seconds, or a date; whatever else stands there is nothing.
"""

import datetime as dt
import email.utils
import re

__all__ = ["retry_after"]

SECONDS = re.compile(r"\s*[0-9]{1,12}(\.[0-9]{1,6})?\s*")


def retry_after(header: str | None, *, now: dt.datetime) -> float | None:
    """
    Return the seconds that a server asks to wait, 0 and more; None where it cannot be understood.

    Parameters
    ----------
    header
        RFC 9110, section 10.2.3: whole seconds or a date. Some servers write fractions.
    now
        The moment, with its zone, from which a date is counted.
    """
    if header is None:
        return None
    if SECONDS.fullmatch(header):
        return float(header)
    try:
        until = email.utils.parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())
