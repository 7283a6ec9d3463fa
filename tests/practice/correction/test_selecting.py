"""What choosing problems by skills promises."""

from collections import Counter

from item_bank.ids import ItemId, SkillId
from practice.choosing.catalogue import Catalogue, Offer, arrange
from practice.correction.selecting import select

ADD, TAKE = SkillId("add"), SkillId("take")


def offers() -> Catalogue:
    """Two skills: six items of one, from easy to hard, and two of the other."""
    of_add = [
        Offer(id=ItemId(f"add{place}"), skills=(ADD,), difficulty=float(place), guess=0.0, variants=9)
        for place in range(6)
    ]
    of_take = [
        Offer(id=ItemId(f"take{place}"), skills=(TAKE,), difficulty=0.0, guess=0.0, variants=2) for place in range(2)
    ]
    return arrange([*of_add, *of_take], {ADD: (), TAKE: ()})


def test_skills_take_turns_and_each_goes_from_easy_to_hard() -> None:
    """Five problems of two skills are three and two, in turn, spread over the difficulties."""
    found = select(offers(), [ADD, TAKE], 5, {}, seed=1)
    assert [one.skill for one in found] == [ADD, TAKE, ADD, TAKE, ADD]
    of_add = [one.item for one in found if one.skill == ADD]
    assert [int(item[-1]) // 2 for item in of_add] == [0, 1, 2]
    assert len({one.item for one in found}) == 5


def test_what_the_class_has_not_had_comes_first() -> None:
    """Of items as hard as one another the one that fewer have had, and of its variants one that nobody had."""
    for seed in range(20):
        had = {ItemId("take0"): ((0,), (1,)), ItemId("take1"): ((0,),)}
        first = select(offers(), [TAKE], 1, had, seed=seed)[0]
        assert (first.item, first.variant) == ("take1", 1)


def test_no_problem_comes_twice_and_there_are_no_more_than_there_are() -> None:
    """An item comes again in another variant once all were taken; with all variants taken, that is all."""
    found = select(offers(), [TAKE], 9, {}, seed=3)
    assert len({(one.item, one.variant) for one in found}) == len(found) == 4
    assert set(Counter(one.item for one in found[:2]).values()) == {1}


def test_the_same_seed_chooses_the_same_and_unknown_skills_have_nothing() -> None:
    """Nothing but the seed decides between what is alike."""
    assert select(offers(), [ADD], 4, {}, seed=7) == select(offers(), [ADD], 4, {}, seed=7)
    assert select(offers(), [SkillId("none")], 4, {}, seed=7) == ()


def test_what_is_excepted_is_not_chosen() -> None:
    """Not even where there is nothing else."""
    but = {ItemId("take0"): {0, 1}, ItemId("take1"): {1}}
    found = select(offers(), [TAKE], 4, {}, seed=1, but=but)
    assert [("take1", 0)] == [(one.item, one.variant) for one in found]
