"""What `practice.observing.cells`, `signals` and `api.sent.charts` promise."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from api.sent.charts import Bar, bar_chart
from item_bank.ids import ItemId
from practice.correction.facts import Telling
from practice.ids import LearnerId, OpportunityId
from practice.observing.cells import LEAST, Result, cells_of, quartiles
from practice.observing.course import NOTHING_YET, course_of
from practice.observing.signals import medians_of, signals_of
from tests.practice.support.play import STUCK, Play, text


def results(count: int) -> list[Result]:
    """Give outcomes of so many learners."""
    return [Result(learner=LearnerId(f"l{place:03}"), missed=3, repaired=2, alone=1) for place in range(count)]


@given(st.lists(st.sampled_from("abcd"), max_size=60))
def test_no_cell_gives_away_few_even_by_what_is_left_over(groups: list[str]) -> None:
    """
    What is told has the least size, and what is not told has it together, unless nothing is told at all.
    """
    found = results(len(groups))
    names = {one.learner: group for one, group in zip(found, groups, strict=True)}
    cells = cells_of(found, names.__getitem__)
    told = [cell.learners for cell in cells if cell.learners is not None]
    left = len(groups) - sum(told)

    assert all(size >= LEAST for size in told)
    assert left == 0 or left >= LEAST or not told
    assert len(cells) == len(set(groups))
    assert left == 0 or sum(cell.learners is None for cell in cells) > 1 or len(cells) == 1


def test_two_groups_of_which_one_is_small_are_both_kept_back() -> None:
    """
    The large one would tell of the small one by the class's total.
    """
    found = results(20)
    small = {one.learner for one in found[:2]}

    assert [None, None] == [one.learners for one in cells_of(found, lambda learner: "s" if learner in small else "l")]


def test_quarters_of_a_class_are_by_where_it_began() -> None:
    """
    Four quarters of about the same size, the weakest first.
    """
    named = quartiles([(LearnerId(f"l{place}"), place / 8) for place in range(8)])

    assert ["1: lowest quarter", "1: lowest quarter"] == [named[LearnerId(f"l{place}")] for place in (0, 1)]
    assert "4: highest quarter" == named[LearnerId("l7")]
    assert {} == quartiles([])


def test_rapid_guesses_and_harvested_help_are_told_from_their_thresholds_on() -> None:
    """
    Three wrong answers in a row within three seconds each are told; slower ones, and fewer, are not.
    """
    for pause, told in ((1_000, {"rapid_guesses", "help_harvested"}), (60_000, set())):
        play = Play()
        play.open("staged", 1)
        for n in range(3):
            play.now += pause - 60_000
            play.say(text(f"x = {n + 40}"))
        course = course_of(NOTHING_YET, play.events)
        found = {fact.kind: fact for fact in signals_of(course, {}, Telling(), since=0)}
        assert told == set(found) & {"rapid_guesses", "help_harvested"}
        assert all(fact.count == fact.threshold == 3 for kind, fact in found.items() if kind in told)
        stricter = Telling(least={"rapid_guesses": 4, "help_harvested": 0})
        assert not {"rapid_guesses", "help_harvested"} & {
            fact.kind for fact in signals_of(course, {}, stricter, since=0)
        }
        assert () == signals_of(course, {}, Telling(), since=play.now + 1)


def test_exercises_of_a_skill_without_reaching_it_are_of_the_days_that_facts_are_told_of() -> None:
    """
    What went before counts no more, as with every other fact; all of them count where all are within the days.
    """
    play = Play()
    for turn in range(12):
        play.open("staged", turn)
        while play.state.open_for(None) is not None:
            play.say(STUCK)
    course = course_of(NOTHING_YET, play.events)
    telling = Telling(least={"spinning": 1})

    for before in (0, 5, 11):
        found = signals_of(course, {}, telling, since=course.gone[OpportunityId(f"o{before + 1}")].at)
        assert [12 - before] == [fact.count for fact in found if fact.kind == "spinning"]


def test_an_item_that_takes_long_makes_more_answers_rapid() -> None:
    """
    A tenth of the class's median counts where that is more than three seconds.
    """
    play = Play()
    play.open("staged", 1)
    for n in range(3):
        play.now += 5_000 - 60_000
        play.say(text(f"x = {n + 40}"))
    course = course_of(NOTHING_YET, play.events)
    slow = {ItemId("staged"): 100_000.0}

    assert "rapid_guesses" not in {fact.kind for fact in signals_of(course, {}, Telling(), since=0)}
    assert "rapid_guesses" in {fact.kind for fact in signals_of(course, slow, Telling(), since=0)}


def test_a_median_needs_five_first_answers() -> None:
    """
    Of fewer learners nothing is said of how long an item takes.
    """
    play = Play()
    play.open("halves", 0)
    play.say(STUCK)
    course = course_of(NOTHING_YET, play.events)

    assert {} == medians_of([course] * 4)
    assert {ItemId("halves"): 60_000.0} == medians_of([course] * 5)
    assert course.gone[OpportunityId("o1")].tries[0].help


def test_a_label_that_is_too_long_for_the_drawing_ends_in_dots_and_is_whole_in_the_table() -> None:
    """
    What the edge of a drawing cuts off nobody can tell from a word that ends there.
    """
    label = "13: scaled by multiplying although the difference is what stays the same"
    chart = bar_chart(
        "Common mistakes", ("Mistake", "learners"), [Bar(label=label, parts=(1,), whole=2, figures=("1",))]
    )

    assert chart.drawing.svg is not None
    assert ">13: scaled by multiplying although the difference is what s…<" in chart.drawing.svg
    assert label == chart.rows[0][0]


def test_a_chart_is_well_formed_says_every_figure_and_escapes_its_labels() -> None:
    """
    The table and the description hold what the bars show; a label stays a label.
    """
    bars = [
        Bar(label='<script>&"', parts=(2, 1), whole=4, figures=("2", "1")),
        Bar(label="b", parts=(0, 0), whole=0, figures=("0", "0")),
    ]
    chart = bar_chart("Skills", ("Skill", "reached", "practising"), bars)
    drawn = ET.fromstring(chart.drawing.svg)  # noqa: S314 - our own drawing
    texts = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]

    assert ['<script>&"', "2 reached, 1 practising", "b", "0 reached, 0 practising"] == texts
    assert (('<script>&"', "2", "1"), ("b", "0", "0")) == chart.rows
    assert "2 reached, 1 practising" in chart.drawing.description
    assert bar_chart("Empty", ("x", "y"), []).drawing.description == "Nothing to show yet."
