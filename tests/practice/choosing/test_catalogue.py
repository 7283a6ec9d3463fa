"""What `practice.choosing.catalogue` promises."""

from item_bank.ids import SkillId
from practice.choosing.catalogue import catalogue
from tests.practice.support.bank import bank


def test_a_bank_is_arranged_once() -> None:
    """
    Skills with items, their nearest prerequisites, depth and mix; the same object for the same release.
    """
    offers = catalogue(bank())
    numbers, equations = offers.skills[SkillId("numbers")], offers.skills[SkillId("equations")]

    assert offers is catalogue(bank())
    assert ["numbers", "equations"] == list(offers.skills)
    assert ((), 0) == (numbers.requires, numbers.depth)
    assert (("numbers",), 1) == (equations.requires, equations.depth)
    assert (0.0, 0.0, 0.0) == numbers.mix
    assert {"alone", "bare", "halves", "pick", "staged"} == set(offers.items)


def test_the_skill_of_a_form_is_named_by_its_standard() -> None:
    """
    A form among a skill's `forms` makes it the form's, also where it has no item of its own.
    """
    assert {"lowest_terms": "forms"} == dict(catalogue(bank()).forms)
