"""How `Retry-After` is read."""

import datetime as dt

import pytest

from hints.routes.retry_after import retry_after

NOW = dt.datetime(2026, 11, 26, 12, 0, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("30", 30.0),
        (" 1.5 ", 1.5),
        ("1000000000", 1e9),
        ("Thu, 26 Nov 2026 12:00:30 GMT", 30.0),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0.0),
        ("Thu, 26 Nov 2026 12:00:30 -0000", 30.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("1e9", None),
        ("nan", None),
        ("inf", None),
        ("9" * 400, None),
        ("٣٠", None),
        ("30, 40", None),
        ("Thu, 99 Nov 2026 12:00:30 GMT", None),
    ],
)
def test_seconds_a_date_or_nothing(header: str | None, seconds: float | None) -> None:
    """Whatever else stands there is nothing."""
    assert seconds == retry_after(header, now=NOW)
