"""What `licences` promises of spellings."""

import pytest

from item_bank.importers.licences import licence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/ <CC BY 4.0>", "CC-BY-4.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("CC4.0", "CC-BY-4.0"),
        ("Creative Commons, CC BY-NC-SA 3.0", "CC-BY-NC-SA-3.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/4.0", "CC-BY-NC-SA-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("CC0", "CC0-1.0"),
        ("openstax", None),
        ("", None),
        ("all rights reserved 4.0", None),
    ],
)
def test_spellings_of_a_licence_become_its_identifier(text: str, expected: str | None) -> None:
    """
    Known spellings give SPDX identifiers, and a publisher's name gives none.
    """
    assert expected == licence(text)
