"""What `ladder` promises of hints and scaffolds."""

from collections.abc import Sequence

from item_bank.answers.answer import Answer, NumberAnswer
from item_bank.ids import StepId
from item_bank.importers.oatutor.ladder import Around, Ladder, build_ladder, titled
from item_bank.importers.oatutor.layout import SourceHint
from item_bank.importers.oatutor.texts import clean
from item_bank.variant import Rung, Scaffold


def says_four(text: str, answer: Answer, *, given: Sequence[str]) -> bool:  # noqa: ARG001 - the guard's contract
    """Call every four a leak, unless it was given."""
    return "4" in text and "4" not in "".join(given)


def ladder(*hints: SourceHint, given: tuple[str, ...] = ("Solve $2x=8$",)) -> Ladder:
    """Build the ladder of a step whose answer is four."""
    return build_ladder(
        hints,
        Around(
            source="p1a",
            step=StepId("a"),
            answer=NumberAnswer(value="4"),
            given=given,
            wording="",
            clean=lambda text: clean(text, {}),
            leaks=says_four,
        ),
    )


def hint(name: str, text: str, *, after: tuple[str, ...] = (), below: tuple[SourceHint, ...] = ()) -> SourceHint:
    """Make a hint."""
    return SourceHint(id=f"p1a-{name}", text=text, dependencies=after, sub_hints=below)


def scaffold(name: str, text: str, answer: str, *, below: tuple[SourceHint, ...] = ()) -> SourceHint:
    """Make a scaffold with a typed answer."""
    return SourceHint(
        id=f"p1a-{name}",
        type="scaffold",
        text=text,
        hint_answer=(answer,),
        problem_type="TextBox",
        answer_type="arithmetic",
        sub_hints=below,
    )


def test_hints_become_rungs_in_order_and_those_that_leak_reveal() -> None:
    """
    A rung that gives the answer away is marked for the end, one that says what was given is not.
    """
    made = ladder(hint("h2", "So it is 4", after=("p1a-h1",)), hint("h1", "Divide by 2"))

    assert (Rung(text="Divide by 2"), Rung(text="So it is 4", reveals=True)) == made.help
    assert (Rung(text="It is 4"),) == ladder(hint("h1", "It is 4"), given=("4",)).help


def test_a_scaffold_with_a_usable_answer_asks() -> None:
    """
    It has an id below its step's, its own answer, and what hangs below it as rungs.
    """
    made = ladder(scaffold("h1", "What is $$8-2$$?", "$$6$$", below=(hint("s1", "Count down"), hint("s2", "It is 4"))))

    assert (
        Scaffold(
            id=StepId("a/h1"),
            prompt="What is $8-2$?",
            answer=NumberAnswer(value="6"),
            rungs=(Rung(text="Count down"), Rung(text="It is 4", reveals=True)),
        ),
    ) == made.help
    assert 0 == made.scaffolds_as_rungs


def test_a_scaffold_without_a_usable_answer_is_a_rung_that_only_asks() -> None:
    """
    The question stays, and it is counted.
    """
    made = ladder(scaffold("h1", "Which term?", "5/2r(r+2)"))

    assert (Rung(text="Which term?"),) == made.help
    assert 1 == made.scaffolds_as_rungs


def test_a_scaffold_that_asks_for_the_steps_own_answer_reveals() -> None:
    """
    Answering it would be answering the step, in whatever form.
    """
    same, equal, other = ladder(
        scaffold("h1", "What is $$x$$?", "$$4$$"),
        scaffold("h2", "What is it?", "$$\\frac{8}{2}$$"),
        scaffold("h3", "What is it?", "$$8$$"),
    ).help

    assert (True, True, False) == (same.reveals, equal.reveals, other.reveals)


def test_what_hangs_below_a_hint_follows_it() -> None:
    """
    Sub-hints are inlined in order, scaffolds among them with ids of their own.
    """
    made = ladder(hint("h1", "Look", below=(hint("h1-s1", "Closer"), scaffold("h1-s2", "What is $$1+1$$?", "2"))))

    assert ["Look", "Closer"] == [entry.text for entry in made.help if isinstance(entry, Rung)]
    assert ["a/h1-s2"] == [entry.id for entry in made.help if isinstance(entry, Scaffold)]


def test_a_hint_that_says_nothing_is_left_out_and_said() -> None:
    """
    An empty hint is no rung.
    """
    made = ladder(hint("h1", ""), hint("h2", "Divide"))

    assert (Rung(text="Divide"),) == made.help
    assert ("empty_hint",) == made.mended


def test_a_hint_that_cannot_be_shown_is_left_out_and_said() -> None:
    """
    A variable without a value and a page of text cost their hint, below a scaffold too, and nothing else.
    """
    below = (hint("h3-s1", "@{b}"), hint("h3-s2", "Add"))
    asks = scaffold("h3", "What is $$1+1$$?", "2", below=below)
    made = ladder(hint("h1", "Take @{exponentt}"), hint("h2", "a" * 30_000), asks, scaffold("h4", "@{a}", "2"))
    (entry,) = made.help
    assert isinstance(entry, Scaffold)

    assert (Rung(text="Add"),) == entry.rungs
    assert ["hint_too_long", *["hint_with_variables"] * 3] == sorted(made.left_out)


def test_scaffolds_have_ids_of_their_own_that_are_not_too_long() -> None:
    """
    Ids that meet, within the ladder or by being cut, are told apart.
    """
    one = "What is $$1+1$$?"
    made = ladder(
        hint("h1", "Look", below=(scaffold("s1", one, "2"),)),
        scaffold("h1-s1", one, "2"),
        scaffold("h" * 30_000, one, "2"),
        scaffold("h" * 30_001, one, "2"),
    )
    ids = [entry.id.removeprefix("a/") for entry in made.help if isinstance(entry, Scaffold)]

    assert ["h1-s1", "h1-s1-2"] == ids[:2]
    assert len(ids) == len(set(ids))
    assert 100 >= max(map(len, ids))


def test_a_ladder_has_an_end() -> None:
    """
    Of thousands of hints the first hundred are kept.
    """
    made = ladder(*(hint(f"h{number}", f"Look {number}") for number in range(5_000)))

    assert 100 == len(made.help)
    assert ("hint_too_many",) == made.left_out


def test_a_title_stands_before_its_text_unless_it_is_said_anyway() -> None:
    """
    Titles add, and never repeat.
    """
    expected = ["**Multiply**\nThen add.", "Multiply both.", "Multiply", "Then add."]
    seen = [
        titled("Multiply", "Then add."),
        titled("Multiply.", "Multiply both."),
        titled("Multiply", ""),
        titled("", "Then add."),
    ]

    assert expected == seen
