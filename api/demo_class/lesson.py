"""
A lesson with a simulated class: the homework is given, handed in, looked over, corrected.

Stands between the pupils and their teacher; what the teacher does here can be left
to somebody at the page. Everything that comes back is a count.
"""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import msgspec

from api.demo_class.persona import NAMES, persona
from api.demo_class.pupil import Made, Pace, Pupil, paced
from api.demo_class.scoring import Score, Told, score
from api.demo_class.service import Caller, Refusal
from api.demo_class.twin import HOMEWORK, pasted_of, published, twin_of
from item_bank.bank import Bank

__all__ = ["MOST", "SEED", "Lesson", "Outcome", "play"]

MOST: Final = len(NAMES)
"""Learners at most: a class."""
SEED: Final = 33
"""A class whose commonest mistakes are those that every teacher knows."""
CLASSES: Final = 50
"""Classes of one seed beside each other."""
ARRIVE: Final = 180.0
"""Seconds over which the class sits down, one after the other."""
LOOKS: Final = 60.0
"""Seconds that the teacher takes to go over the mistakes."""
WORDS: Final = "Several of you did this. Try the same step with small numbers: does it hold there?"
"""What the teacher says of the commonest mistake; true of all of them."""
POLL_SECONDS: Final = 1.0
Tell = Callable[[str], None]


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is played.

    Attributes
    ----------
    address, key
        The service, and a teacher's key.
    seed, learners, speed
        Who the class is, how many, and how many times faster than life; 0 without pauses.
    class_id, assignment
        Homework that somebody else gave a class; it has to be `problems`. None: both are made here.
    problems
        The homework as pasted.
    """

    address: str
    key: str
    seed: int = SEED
    learners: int = MOST
    speed: float = 10.0
    class_id: str | None = None
    assignment: str | None = None
    problems: str = HOMEWORK


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a lesson; `page` is where the teacher sees it."""

    class_id: str
    assignment: str
    seed: int
    learners: int
    handed_in: int
    errors: int
    clusters: int
    named: int
    score: Score
    ends: dict[str, int]


def play(lesson: Lesson, bank: Bank, tell: Tell) -> Outcome:
    """
    Play a lesson from beginning to end.

    Parameters
    ----------
    lesson
        What is played.
    bank
        The bank that the service serves.
    tell
        Told in a sentence what happens.

    Raises
    ------
    Refusal, Unreachable
        Where the service takes something otherwise.
    """
    pace = paced(lesson.speed)
    with Caller(lesson.address, lesson.key) as teacher:
        of = lesson.class_id or _made_class(teacher, lesson.seed)
        learners = _enrolled(teacher, of, lesson.learners)
        tell(f"{len(learners)} learners sit in class {of}.")
        name = lesson.assignment or f"{of}-homework"
        proposals = pasted_of(lesson.problems, name, bank)
        if lesson.assignment is None:
            problems = [
                {"is": "pasted", "label": one.label, "text": one.text, "skill": one.skill}
                for one in published(proposals)
            ]
            body = {
                "id": name,
                "title": "Tonight's homework",
                "problems": problems,
                "directive": {"opens_after_review": True},
            }
            teacher.ask("POST", f"/v1/classes/{of}/assignments", body)
        tell(f"{len(proposals)} problems are given. The class sits down to them.")
        twin = twin_of(proposals, name, of, bank)
        pupils = [
            Pupil(persona(lesson.seed, called), learner, Caller(lesson.address, token), twin, pace)
            for called, (learner, token) in zip(NAMES, learners.items(), strict=False)
        ]
        made = [one for each in _all(pupils, lambda pupil: _handing_in(pupil, name, pace)) for one in each]
        path = f"/v1/classes/{of}/assignments/{name}"
        review = teacher.ask("GET", path)
        groups = len(review["clusters"])
        tell(f"{review['handed_in']} have handed in, with {review['missed']} mistakes in {groups} groups.")
        if lesson.assignment is None:
            pace(LOOKS)
            _look_over(teacher, path, review)
            tell("The teacher has said something about the commonest mistake, and opens the correction.")
        else:
            tell("The class waits until its teacher opens the correction.")
            _opened(teacher, path)
        _all(pupils, lambda pupil: pupil.correct(name))
        return _outcome(lesson, of, name, made, teacher.ask("GET", path))


def _made_class(teacher: Caller, seed: int) -> str:
    """Make a class that is not there yet."""
    for place in range(1, CLASSES + 1):
        name = f"demo-{seed}" if place == 1 else f"demo-{seed}-{place}"
        try:
            teacher.ask("POST", "/v1/classes", {"id": name, "name": f"Demo class of thirty, {name}"})
        except Refusal as refusal:
            if refusal.code != "class_exists":
                raise
        else:
            return name
    raise Refusal(409, "class_exists", f"There are {CLASSES} classes of seed {seed} already: choose another seed.")


def _enrolled(teacher: Caller, of: str, count: int) -> dict[str, str]:
    """Make the learners, put them into the class; return their tokens by id."""
    tokens: dict[str, str] = {}
    for name in NAMES[:count]:
        learner = re.sub(r"[^A-Za-z0-9~-]", "-", f"{of}-{name.lower()}")[:60]
        try:
            teacher.ask("POST", "/v1/learners", {"learner": learner, "name": name})
        except Refusal as refusal:
            if refusal.code != "learner_exists":
                raise
        teacher.ask("PUT", f"/v1/classes/{of}/learners/{learner}")
        tokens[learner] = teacher.ask("POST", f"/v1/learners/{learner}/tokens", {})["token"]
    return tokens


def _handing_in(pupil: Pupil, assignment: str, pace: Pace) -> tuple[Made, ...]:
    pace(pupil.who.draw("arrive").uniform(0, ARRIVE))
    return pupil.hand_in(assignment)


def _all(pupils: Sequence[Pupil], does: Callable[[Pupil], Any]) -> list[Any]:
    """Let all do something at once, each in a thread of their own."""
    with ThreadPoolExecutor(max_workers=max(1, len(pupils))) as room:
        return list(room.map(does, pupils))


def _look_over(teacher: Caller, path: str, review: dict[str, Any]) -> None:
    """Say something about the commonest mistake, and open the correction."""
    named = next((one for one in review["clusters"] if one["name"]), None)
    if named is not None:
        body = {name: named[name] for name in ("problem", "step")} | {
            "cluster": named["key"],
            "text": WORDS,
            "name": "Ms Okafor",
        }
        teacher.ask("PUT", f"{path}/words", body)
    teacher.ask("POST", f"{path}/corrections")


def _opened(teacher: Caller, path: str) -> None:
    """Wait until somebody at the page has opened the correction."""
    while not teacher.ask("GET", path)["assignment"]["corrections_open"]:
        time.sleep(POLL_SECONDS)


def _outcome(lesson: Lesson, of: str, name: str, made: Sequence[Made], review: dict[str, Any]) -> Outcome:
    ends: dict[str, int] = {}
    for row in review["learners"]:
        for problem in row["problems"]:
            if problem["status"] is not None:
                ends[problem["status"]] = ends.get(problem["status"], 0) + 1
    told = [msgspec.convert(one, Told) for one in review["clusters"]]
    return Outcome(
        class_id=of,
        assignment=name,
        seed=lesson.seed,
        learners=review["members"],
        handed_in=review["handed_in"],
        errors=review["missed"],
        clusters=len(told),
        named=sum(bool(one.name) for one in told),
        score=score(made, told),
        ends=dict(sorted(ends.items())),
    )
