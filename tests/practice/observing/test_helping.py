"""What `practice.observing.helping`, `retelling` and `hints.identity` promise."""

import msgspec

from hints.hint import Hint, HintSource, Specificity
from hints.identity import of_item, words_id
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, MistakeCode, StepId
from practice.answering import answering
from practice.ids import LearnerId, OpportunityId
from practice.observing.course import NOTHING_YET, course_of
from practice.observing.helping import tallied
from practice.observing.retelling import retold
from practice.requests import Submission
from practice.revised import HintRevised
from practice.said import Said
from practice.settled import HintWithdrawn
from tests.practice.support.play import Play, text

ADA = LearnerId("ada")
HINT = Hint(text="Look.", source=HintSource.RUNG, specificity=Specificity.STEP, language="en", rung=0)


def of(play: Play, name: str = "o1") -> list[object]:
    """Return the events of an opportunity."""
    return [event for event in play.events if getattr(event, "opportunity", None) == name]


def test_words_have_one_name_whatever_their_numbers() -> None:
    """
    A rung is its place, a rule's words are the rule, a model's are what is left without numbers; a teacher's have none.
    """
    item, step = ItemId("halves"), StepId("answer")
    model = msgspec.structs.replace(HINT, source=HintSource.MODEL, rung=None, text="Is $3$ of $12$ a half?")
    other = msgspec.structs.replace(model, text="Is $4$ of $10$ a half?")
    rule = msgspec.structs.replace(HINT, source=HintSource.MISTAKE, code=MistakeCode("rule/x"))
    own = msgspec.structs.replace(HINT, source=HintSource.MISTAKE, code=MistakeCode("kept"))

    assert "rung/halves/answer/0" == words_id(item, step, HINT)
    assert words_id(item, step, model) == words_id(item, step, other)
    assert words_id(item, step, model) != words_id(ItemId("bare"), step, model)
    assert words_id(item, step, rule) == words_id(ItemId("bare"), StepId("other"), rule)
    assert "mistake/halves/answer/kept" == words_id(item, step, own)
    assert [item, None] == [of_item(words_id(item, step, one) or "") for one in (own, rule)]
    for source in (HintSource.TEACHER, HintSource.GENERIC, HintSource.LINE):
        assert words_id(item, step, msgspec.structs.replace(HINT, source=source)) is None


def test_help_is_counted_by_the_next_answer_to_the_step() -> None:
    """
    Right next is solved, wrong next failed; what failed most often comes first.
    """
    play = Play()
    for turn in range(2):
        play.open("staged", turn)
        play.say(text("x = 1"))
        play.say(text("x = 2"))
        play.solve()
    first, *others = tallied([(ADA, course_of(NOTHING_YET, play.events))])

    assert (2, 0, 2) == (first.shown, first.solved, first.failed)
    assert [(2, 2, 0)] == [(one.shown, one.solved, one.failed) for one in others]
    assert OpportunityId("o2") == first.last.opportunity
    assert () == tallied([(ADA, course_of(NOTHING_YET, play.events))], since=play.now + 1)


def test_withdrawn_words_give_way_to_the_next_best() -> None:
    """
    Whoever is wrong after a withdrawal gets other words at once, also those of a mistake withdrawn for every item.
    """
    play = Play()
    play.open("staged", 1)

    def hint(*names: str) -> Hint:
        said = Said(withdrawn={name: HintWithdrawn(at=0, words=name, text="") for name in names})
        answered = answering(
            play.bank,
            play.state,
            play.current,
            Submission(step=play.current.open[0], response=text("x = 1")),
            model=play.model,
            at=play.now,
            said=said,
        )
        assert not hasattr(answered, "sentence")
        found = answered.tried.hint  # type: ignore[union-attr]  # it was judged
        assert found is not None
        return found

    first = hint()
    name = words_id(ItemId("staged"), StepId("undo"), first)
    assert name is not None
    second = hint(name)
    again = words_id(ItemId("staged"), StepId("undo"), second)
    assert again is not None
    assert len({first.text, second.text, hint(name, again).text}) == 3


def test_an_exercise_is_told_again_as_it_was() -> None:
    """
    Each answer as entered, the time before it and until it was right, first words and better ones.
    """
    play = Play()
    play.open("staged", 1)
    tried = play.say(text("x = 1")).tried
    better = msgspec.structs.replace(HINT, text="Better.", source=HintSource.MODEL, rung=None)
    play.tell(HintRevised(at=play.now + 5, opportunity=OpportunityId("o1"), n=1, revision=1, hint=better))
    play.solve()
    told = retold(of(play))  # type: ignore[arg-type]  # events of a learner's stream
    assert told is not None
    first, second = told.tries

    assert text("x = 1") == first.response
    assert (60_000, 60_000) == (first.after_ms, first.right_after_ms)
    assert [tried.hint, better] == [one.hint for one in first.help]
    assert Verdict.CORRECT is second.judged.verdict
    assert second.right_after_ms is None
    assert told.how is None
    assert retold(of(play)[1:]) is None  # type: ignore[arg-type]  # events of a learner's stream
