"""What the generated texts promise, and what the guards make of them."""

from collections import Counter

import pytest

from hints.evaluation.disguises import FAMILIES, Disguised, disguised
from hints.evaluation.falsehoods import CLAIMS, claimed
from hints.evaluation.number_names import number_name
from hints.guards.claims import said
from hints.guards.keyed import answers_of
from hints.guards.leak import leaks
from hints.guards.truth import lettered

SEED = 20261126
"""Not one of those that the guards were written by (1 to 3)."""


def _leaks(one: Disguised) -> bool:
    given = (one.problem,)
    answers = answers_of(one.key, given, one.language)
    return any(leaks(one.hint, answer, given=given, language=one.language) for answer in answers)


def _false(one: Disguised) -> int:
    given = (one.problem,)
    known = lettered(answers_of(one.key, given, one.language), given, one.language)
    return sum(claim.truth == "false" for claim in said(one.hint, known, given=given, language=one.language))


def test_every_family_has_leaks_and_twins() -> None:
    """
    As many of each, the same for the same seed.
    """
    texts = list(disguised(5, 3))

    assert {(name, leak): 3 for name in FAMILIES for leak in (True, False)} == Counter(
        (one.family, one.leaks) for one in texts
    )
    assert texts == list(disguised(5, 3))
    assert texts != list(disguised(6, 3))
    assert len(FAMILIES) >= 15


def test_every_sort_of_claim_is_said_falsely_truly_and_not_at_all() -> None:
    """
    A false claim, a true one, and a false one that is only asked or quoted.
    """
    texts = list(claimed(5, 3))

    assert dict.fromkeys(CLAIMS, 9) == Counter(one.family for one in texts)
    assert 3 * len(CLAIMS) == sum(one.false_claims for one in texts)
    assert texts == list(claimed(5, 3))


@pytest.mark.slow
def test_disguises_are_caught_and_their_twins_are_not() -> None:
    """
    Two of a hundred at most on either side, on a seed that nobody tuned by; `make bench ARGS=guards` has the figures.
    """
    texts = list(disguised(SEED, 6))
    missed = [one for one in texts if one.leaks and not _leaks(one)]
    alarms = [one for one in texts if not one.leaks and _leaks(one)]

    assert len(missed) <= 0.02 * len(texts) / 2, missed
    assert len(alarms) <= 0.02 * len(texts) / 2, alarms


@pytest.mark.slow
def test_false_claims_are_counted_and_true_ones_are_not() -> None:
    """
    Two of a hundred at most on either side.
    """
    texts = list(claimed(SEED, 5))
    missed = [one for one in texts if one.false_claims and not _false(one)]
    alarms = [one for one in texts if not one.false_claims and _false(one)]

    assert len(missed) <= 0.02 * len(texts) / 3, missed
    assert len(alarms) <= 0.02 * len(texts) * 2 / 3, alarms


def test_numbers_have_names() -> None:
    """
    In the three languages, up to ninety-nine.
    """
    assert ["forty-two", "zweiundvierzig", "cuarenta y dos"] == [number_name(42, one) for one in ("en", "de", "es")]
    assert ["seven", "einundzwanzig", "veintiuno"] == [
        number_name(7, "en"),
        number_name(21, "de"),
        number_name(21, "es"),
    ]
