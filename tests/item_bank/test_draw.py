"""
What draws promise: every valid one has its place, the same on any machine, and opening tries nothing.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.answer import NumberAnswer
from item_bank.domain import Domain, Exact, IntegerRange, OneOf, Words, exact, numbers, size
from item_bank.draw import (
    SAMPLE,
    BadFormula,
    Draw,
    Space,
    UndefinedDraw,
    pack,
    ranks,
    space,
)
from item_bank.ids import ItemId, StepId
from item_bank.listing import Enumerated, enumerate_draws
from item_bank.template import ItemTemplate, StepTemplate

A_B: Mapping[str, Domain] = {"a": IntegerRange(low=1, high=3), "b": IntegerRange(low=1, high=4, without=(2,))}


def template(
    params: Mapping[str, Domain], derive: Mapping[str, str] | None = None, where: tuple[str, ...] = ()
) -> ItemTemplate:
    """
    Make an item of which only the draws matter.
    """
    return ItemTemplate(
        id=ItemId("sum"),
        title="Sum",
        language="en",
        license="CC0-1.0",
        attribution="Nobody",
        prompt="",
        steps=(StepTemplate(id=StepId("sum"), prompt="", skills=(), answer=NumberAnswer(value="1")),),
        params=dict(params),
        derive=dict(derive or {}),
        where=where,
    )


def listed(item: ItemTemplate) -> tuple[Space, Enumerated]:
    """
    List the draws of an item whose formulas can be read.
    """
    among = space(item)
    assert isinstance(among, Space)
    return among, enumerate_draws(item, among)


def drawn(item: ItemTemplate) -> list[Mapping[str, Exact]]:
    """
    Return the numbers of all valid draws, in order.
    """
    among, found = listed(item)
    draws = [among.draw(rank) for rank in ranks(found.ranks)]
    return [draw.numbers for draw in draws if isinstance(draw, Draw)]


def test_all_combinations_are_listed_the_last_parameter_turning_fastest() -> None:
    """
    Ranks count the combinations as a written table would.
    """
    expected = [{"a": a, "b": b} for a, b in product((1, 2, 3), (1, 3, 4))]

    assert expected == drawn(template(A_B))


def test_only_draws_that_meet_every_condition_are_valid() -> None:
    """
    Conditions over drawn and derived values take combinations out, and the order stays.
    """
    item = template(A_B, {"c": "a*b"}, ("a != b", "c < 9"))
    expected = [{"a": a, "b": b, "c": a * b} for a, b in product((1, 2, 3), (1, 3, 4)) if a != b and a * b < 9]

    assert expected == drawn(item)


def test_a_draw_without_a_value_is_invalid_and_told_only_where_no_condition_excludes_it() -> None:
    """
    A division by zero that the author excluded is no fault; one that nobody thought of is counted.
    """
    domains: Mapping[str, Domain] = {"a": IntegerRange(low=0, high=2)}
    _, thought_of = listed(template(domains, {"c": "1/a"}, ("a > 0",)))
    _, forgotten = listed(template(domains, {"c": "1/a"}, ("c < 5",)))

    assert (2, 0) == (thought_of.ranks.count, thought_of.undefined)
    assert (2, 1) == (forgotten.ranks.count, forgotten.undefined)
    assert ["c"] == [example.at for example in forgotten.examples]


def test_a_large_space_is_sampled_the_same_way_each_time() -> None:
    """
    Of more combinations than are listed whole, a fixed sample is tried, its ranks ascending.
    """
    item = template({"a": IntegerRange(low=1, high=10_000), "b": IntegerRange(low=1, high=10_000)})
    _, first = listed(item)
    _, second = listed(item)
    found = list(ranks(first.ranks))

    assert first == second
    assert (10**8, SAMPLE) == (first.space, first.tried)
    assert sorted(set(found)) == found


def test_words_are_drawn_apart_from_numbers() -> None:
    """
    A word parameter takes part in the ranks and never in formulas.
    """
    item = template({"who": Words(values=("Mia", "Kofi")), "a": IntegerRange(low=1, high=2)})
    among, found = listed(item)
    draws = [among.draw(rank) for rank in ranks(found.ranks)]

    assert [("Mia", 1), ("Mia", 2), ("Kofi", 1), ("Kofi", 2)] == [
        (draw.words["who"], draw.numbers["a"]) for draw in draws if isinstance(draw, Draw)
    ]
    assert isinstance(space(template(item.params, {"c": "who + 1"})), tuple)


@pytest.mark.parametrize(
    ("derive", "where", "at"),
    [
        ({"c": "d + 1", "d": "a"}, (), "c"),
        ({"c": "a = b"}, (), "c"),
        ({"c": "x"}, (), "c"),
        ({}, ("a + b",), 0),
        ({}, ("a = b", "a <"), 1),
        ({}, ("",), 0),
    ],
)
def test_formulas_that_cannot_be_used_are_named(
    derive: Mapping[str, str], where: tuple[str, ...], at: str | int
) -> None:
    """
    A derived value uses only what stands above it, and a condition has to compare.
    """
    found = space(template(A_B, derive, where))

    assert isinstance(found, tuple)
    assert [at] == [bad.at for bad in found]
    assert all(isinstance(bad, BadFormula) and bad.problem.sentence for bad in found)


@given(st.lists(st.integers(min_value=0, max_value=2**62), unique=True).map(sorted))
def test_packed_ranks_come_out_as_they_went_in(valid: list[int]) -> None:
    """
    Packing loses no rank and needs no more bytes than the largest.
    """
    packed = pack(valid)

    assert valid == list(ranks(packed))
    assert len(packed.data) <= 8 * len(valid)


@pytest.mark.parametrize("index", [-1, 3, 10**9])
def test_there_is_no_variant_beyond_the_last(index: int) -> None:
    """
    An index that the item has not is refused.
    """
    with pytest.raises(IndexError):
        pack([1, 5, 9]).at(index)


@given(rank=st.integers(min_value=0, max_value=17))
def test_a_rank_and_its_draw_name_each_other(rank: int) -> None:
    """
    The rank of a draw's own values is the rank it came from.
    """
    domains: Mapping[str, Domain] = {
        "who": Words(values=("Mia", "Kofi")),
        "a": OneOf(values=("1/2", "0.25", "-3")),
        "b": IntegerRange(low=2, high=6, step=2),
    }
    among = space(template(domains))
    assert isinstance(among, Space)
    draw = among.draw(rank)
    assert isinstance(draw, Draw)
    named = {**draw.words, **{name: str(value) for name, value in draw.numbers.items()}}

    assert rank == among.rank(named)


@pytest.mark.parametrize(
    "named", [{}, {"a": "1"}, {"a": "1", "b": "2"}, {"a": "1", "b": "x"}, {"a": "1", "b": "1", "c": "1"}]
)
def test_a_draw_that_is_none_of_the_item_has_no_rank(named: Mapping[str, str]) -> None:
    """
    A missing, a strange and an excluded value are told in a sentence.
    """
    among = space(template(A_B))
    assert isinstance(among, Space)

    assert isinstance(among.rank(named), str)


def test_an_undefined_draw_keeps_what_could_be_computed() -> None:
    """
    What stands in a sentence about a draw without a value are the values it has.
    """
    among = space(template({"a": IntegerRange(low=0, high=1)}, {"c": "1/a", "d": "a + 1"}))
    assert isinstance(among, Space)
    draw = among.draw(0)

    assert isinstance(draw, UndefinedDraw)
    assert {"a": 0, "d": 1} == draw.numbers


@pytest.mark.parametrize(
    ("text", "expected"), [("3", 3), ("-2", -2), ("1/2", Fraction(1, 2)), ("2.50", Fraction(5, 2))]
)
def test_numbers_are_exact(text: str, expected: Exact) -> None:
    """
    Listed numbers are what they say, digit by digit.
    """
    assert expected == exact(text)


@pytest.mark.parametrize("text", ["", "x", "1e5", "1e999999999", "1/2/3", "1_000", " 1", "inf", "nan", "9" * 31])
def test_what_is_no_plain_number_is_refused_at_once(text: str) -> None:
    """
    Powers of ten that would take for ever are refused without being looked at.
    """
    with pytest.raises(ValueError, match="exact number"):
        exact(text)


@given(
    low=st.integers(-20, 20),
    length=st.integers(0, 30),
    step=st.integers(1, 5),
    without=st.lists(st.integers(-25, 55)).map(tuple),
)
def test_a_domain_is_as_large_as_its_list(low: int, length: int, step: int, without: tuple[int, ...]) -> None:
    """
    The size that ranks are counted with is the number of values there are.
    """
    domain = IntegerRange(low=low, high=low + length, step=step, without=without)

    assert len(numbers(domain)) == size(domain)
    assert not set(numbers(domain)) & set(without)


_SOUND = ("a", "b", "c", "a + b", "a - b", "b*c", "a/(b - 1)", "1/(a - 2)", "d + 1", "d/(c - b)", "sqrt(a)", "2")


@pytest.mark.slow
@given(
    derive=st.lists(st.sampled_from(_SOUND), max_size=3),
    where=st.lists(st.tuples(st.sampled_from(_SOUND), st.sampled_from(["<", "!=", ">="]), st.sampled_from(_SOUND))),
    sizes=st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3)),
    sampled=st.booleans(),
)
def test_listing_excludes_what_trying_one_by_one_does(
    derive: list[str], where: list[tuple[str, str, str]], sizes: tuple[int, int, int], *, sampled: bool
) -> None:
    """
    Walking the parameters one inside the other gives the draws, and the undefined ones, of trying every combination.
    """
    params: dict[str, Domain] = {"w": Words(values=tuple(map(str, range(1500 if sampled else 2))))}
    params |= {name: IntegerRange(low=0, high=high) for name, high in zip("abc", sizes, strict=True)}
    formulas = {
        name: text.replace("d", "a") if name == "d" else text for name, text in zip("def", derive, strict=False)
    }
    known = {*"abc", *formulas}
    conditions = tuple(
        f"{left} {sign} {right}" for left, sign, right in where if known >= {*"def"} & {*f"{left}{right}"}
    )
    item = template(params, formulas, conditions)
    among, found = listed(item)
    every = range(among.size)
    tried = every if among.size <= SAMPLE else sorted(_tried(item, among.size))
    verdicts = {rank: among.valid(among.draw(rank)) for rank in tried}
    undefined = [verdict for verdict in verdicts.values() if isinstance(verdict, UndefinedDraw)]

    assert [rank for rank, verdict in verdicts.items() if verdict is True] == list(ranks(found.ranks))
    assert (len(tried), len(undefined)) == (found.tried, found.undefined)
    assert tuple(undefined[:3]) == found.examples


def _tried(item: ItemTemplate, size: int) -> frozenset[int]:
    """
    Name the ranks that are tried of a large space: those of the same item without conditions.
    """
    everything = template({"a": IntegerRange(low=0, high=size - 1)})
    assert everything.id == item.id
    return frozenset(ranks(listed(everything)[1].ranks))


@pytest.mark.slow
def test_a_thousand_parameters_of_one_value_are_listed() -> None:
    """
    What has one value makes no level of its own, so the walk is never deeper than a rank has bits.
    """
    params: dict[str, Domain] = {f"p{place}": IntegerRange(low=place, high=place) for place in range(2_000)}
    _, found = listed(template({**params, **A_B}, where=("p7 = 7", "a < b")))

    assert 5 == found.ranks.count
