"""What the learner's routes promise, from opening an exercise to its end."""

import asyncio

import msgspec
import pytest

from api.access import Role
from hints.hint import Hint, HintSource, Specificity
from item_bank.answers.answer import NumberAnswer
from item_bank.ids import ItemId
from practice.ids import LearnerId, OpportunityId, learner_stream
from practice.revised import HintRevised
from practice.wire import encode
from tests.api.service import SCHOOL, Service, problem_of, starter

OPPORTUNITIES = "/v1/learners/otter/opportunities"


class Practice:
    """One learner at one exercise."""

    def __init__(self, service: Service, **wish: object) -> None:
        self.service = service
        self.token = service.learner("otter")
        self.view = service.ok("POST", OPPORTUNITIES, self.token, json=wish)
        self.path = f"{OPPORTUNITIES}/{self.view['opportunity']}"

    @property
    def step(self) -> str:
        """
        The step that is open last.
        """
        step: str = self.view["open"][-1]
        return step

    @property
    def key(self) -> str:
        """
        The right answer to the open step.
        """
        exercise = starter().open(ItemId(self.view["item"]), self.view["variant"])
        return next(found.step.answer.value for found in exercise.steps if found.step.id == self.step)

    def body(self, text: str) -> dict[str, object]:
        """
        Give the body of a final answer.
        """
        return {"step": self.step, "response": {"kind": "final", "text": text}}


def single_step_item() -> str:
    """
    Name an item of one step that asks for a number.
    """
    for item in starter().items.values():
        steps = starter().open(item.id, 0).steps
        if len(steps) == 1 and isinstance(steps[0].step.answer, NumberAnswer) and item.variants > 1:
            return item.id
    raise AssertionError


@pytest.fixture
def practice() -> Practice:
    """
    Open an item of one step.
    """
    return Practice(Service(), item=single_step_item())


def test_opening_again_returns_what_is_open(practice: Practice) -> None:
    """
    A learner has one open exercise of free practice, whatever they wish for next.
    """
    again = practice.service.ok("POST", OPPORTUNITIES, practice.token, json={})

    assert practice.view == again
    assert practice.view == practice.service.ok("GET", practice.path, practice.token)


def test_what_a_learner_did_is_listed_for_them_and_their_teachers(practice: Practice) -> None:
    """
    Newest first, by the page, with how each ended; the same for a token that only looks, teacher and admin.
    """
    service, path = practice.service, practice.path
    service.ok("PUT", f"{path}/tries/1", practice.token, json=practice.body("987654321"))
    service.ok("PUT", f"{path}/ending", practice.token, json={"how": "skipped"})
    service.now += 1_000
    second = service.ok("POST", OPPORTUNITIES, practice.token, json={})
    teacher = service.key(Role.TEACHER)

    listed = service.ok("GET", OPPORTUNITIES, teacher)
    page = service.ok("GET", f"{OPPORTUNITIES}?limit=1", teacher)
    rest = service.ok("GET", f"{OPPORTUNITIES}?limit=1&after={page['next']}", teacher)

    assert [(second["opportunity"], None, 0), (practice.view["opportunity"], "skipped", 1)] == [
        (given["opportunity"], given["ended"], given["tries"]) for given in listed["opportunities"]
    ]
    assert {
        "opportunity": second["opportunity"],
        "item": second["item"],
        "title": second["shown"]["title"],
        "opened": service.now,
        "ended": None,
        "tries": 0,
    } == listed["opportunities"][0]
    assert listed == {"opportunities": page["opportunities"] + rest["opportunities"], "next": None}
    assert rest["next"] is None
    for credential in (practice.token, service.token("otter", scope="look"), service.key(Role.ADMIN)):
        assert listed == service.ok("GET", OPPORTUNITIES, credential)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{OPPORTUNITIES}?limit=0", 400, "bad_parameter"),
        (f"{OPPORTUNITIES}?limit=101", 400, "bad_parameter"),
        (f"{OPPORTUNITIES}?after=a%2Fb", 400, "bad_parameter"),
        (f"{OPPORTUNITIES}?after=nothing", 404, "unknown_opportunity"),
        ("/v1/learners/nobody/opportunities", 404, "unknown_learner"),
    ],
)
def test_a_list_that_cannot_be_given_is_refused(practice: Practice, path: str, status: int, code: str) -> None:
    """
    Bounds that cannot be read, and learners and opportunities that are not there, are said to be so.
    """
    assert (status, code) == practice.service.refused("GET", path, practice.service.key(Role.TEACHER))


def test_texts_come_in_pieces_and_as_words(practice: Practice) -> None:
    """
    A page needs to know neither Markdown nor LaTeX, and a voice neither.
    """
    prompts = [practice.view["shown"]["prompt"], *(step["shown"]["prompt"] for step in practice.view["steps"])]

    assert all({"text", "segments", "speech"} == prompt.keys() for prompt in prompts)
    assert any(prompt["segments"] for prompt in prompts)
    assert all("$" not in prompt["speech"] for prompt in prompts)


def test_a_right_answer_solves_and_a_later_look_says_so(practice: Practice) -> None:
    """
    The reply says correct, the exercise has ended, and its page shows the try.
    """
    reply = practice.service.ok("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body(practice.key))
    view = practice.service.ok("GET", practice.path, practice.token)

    assert ("correct", None, "solved") == (reply["judged"]["verdict"], reply["hint"], reply["ended"]["how"])
    assert ("solved", 2, 1) == (view["ended"]["how"], view["next_n"], len(view["tries"]))


def test_a_wrong_answer_is_helped_at_once_and_the_key_stays_hidden(practice: Practice) -> None:
    """
    The reply carries a hint; neither it nor the view says what would be right.
    """
    reply = practice.service.call("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body("987654321"))
    view = practice.service.call("GET", practice.path, practice.token)
    hint = practice.service.ok("GET", f"{practice.path}/tries/1/hint", practice.token)

    body = reply.json()
    assert ("incorrect", False) == (body["judged"]["verdict"], body["hint_pending"])
    assert body["hint"]["text"]["speech"]
    assert {"n": 1, "hint": body["hint"], "hint_pending": False} == hint
    assert '"answer"' not in reply.text + view.text
    assert '"value"' not in reply.text + view.text


def test_a_retry_gets_the_very_same_bytes(practice: Practice) -> None:
    """
    The same body under the same number is harmless, before and after the end.
    """
    wrong, right = practice.body("987654321"), practice.body(practice.key)
    first = practice.service.call("PUT", f"{practice.path}/tries/1", practice.token, json=wrong)
    last = practice.service.call("PUT", f"{practice.path}/tries/2", practice.token, json=right)
    events = practice.service.services.record.scan()

    for n, body, reply in ((1, wrong, first), (2, right, last), (1, wrong, first)):
        path = f"{practice.path}/tries/{n}"
        practice.service.now += 1_000
        assert reply.content == practice.service.call("PUT", path, practice.token, json=body).content
        assert reply.content == practice.service.call("GET", path, practice.token).content
    assert events == practice.service.services.record.scan()


def test_another_body_under_a_used_number_is_a_conflict(practice: Practice) -> None:
    """
    What is recorded stands.
    """
    path = f"{practice.path}/tries/1"
    first = practice.service.call("PUT", path, practice.token, json=practice.body("987654321"))

    refusal = practice.service.refused("PUT", path, practice.token, json=practice.body("87654321"))

    assert (409, "try_conflict") == refusal
    assert first.content == practice.service.call("GET", path, practice.token).content


@pytest.mark.parametrize("n", [2, 3, 51, 1_000_000])
def test_a_try_out_of_order_is_told_the_right_number(practice: Practice, n: int) -> None:
    """
    Numbers have no gaps; the problem names the next one.
    """
    reply = practice.service.call("PUT", f"{practice.path}/tries/{n}", practice.token, json=practice.body("1"))

    problem = problem_of(reply)
    assert (409, "urn:misstep:problem:out_of_order", 1) == (problem.status, problem.type, problem.expected_n)


@pytest.mark.parametrize("n", ["0", "-1", "1.0", "one", "٣", "1e3", "9" * 5_000])
def test_what_is_no_number_is_no_try(practice: Practice, n: str) -> None:
    """
    The number of a try is a whole number from 1, in plain digits.
    """
    outcome = practice.service.refused("PUT", f"{practice.path}/tries/{n}", practice.token, json=practice.body("1"))

    assert (404, "not_found") == outcome


def test_a_step_that_is_not_open_is_refused(practice: Practice) -> None:
    """
    The problem names a step that is.
    """
    body = {"step": "another", "response": {"kind": "stuck"}}

    problem = problem_of(practice.service.call("PUT", f"{practice.path}/tries/1", practice.token, json=body))

    assert (409, practice.step) == (problem.status, problem.step)


def test_an_ended_exercise_takes_no_more(practice: Practice) -> None:
    """
    After skipping, a further try is refused and the next exercise can be opened.
    """
    skipped = practice.service.ok("PUT", f"{practice.path}/ending", practice.token, json={"how": "skipped"})
    again = practice.service.ok("PUT", f"{practice.path}/ending", practice.token, json={"how": "skipped"})
    refusal = practice.service.refused("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body("1"))
    after = practice.service.ok("POST", OPPORTUNITIES, practice.token, json={})

    assert ("skipped", skipped) == (skipped["ended"]["how"], again)
    assert (409, "opportunity_ended") == refusal
    assert after["opportunity"] != practice.view["opportunity"]


def test_reading_says_how_a_text_is_read_and_records_nothing(practice: Practice) -> None:
    """
    A preview comes with MathML; what cannot be read is named with its place.
    """
    before = practice.service.services.record.scan()

    good = practice.service.ok(
        "POST", f"{practice.path}/reading", practice.token, json={"step": practice.step, "text": "3/4"}
    )
    bad = practice.service.ok(
        "POST", f"{practice.path}/reading", practice.token, json={"step": practice.step, "text": "3 +"}
    )

    assert ("read", "math") == (good["kind"], good["rendered"]["segments"][0]["kind"])
    assert good["rendered"]["segments"][0]["mathml"].startswith("<math")
    latex = {"step": practice.step, "text": r"\frac{3}{4}", "format": "latex"}
    assert good["read"] == practice.service.ok("POST", f"{practice.path}/reading", practice.token, json=latex)["read"]
    assert "unread" == bad["kind"]
    assert {"code", "start", "end", "sentence"} == bad["problem"].keys()
    assert before == practice.service.services.record.scan()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", "asked"), ("3 +", "invalid"), ("1\x002", "invalid"), ("9" * 1_000, "invalid"), ("((((((", "invalid")],
    ids=["blank", "half", "control", "long", "brackets"],
)
def test_unreadable_text_is_said_to_be_so_and_costs_nothing(practice: Practice, text: str, verdict: str) -> None:
    """
    Unknown is not wrong: no try is used.
    """
    reply = practice.service.ok("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body(text))

    assert (verdict, False) == (reply["judged"]["verdict"], reply["uses_try"])
    assert reply["hint"] is not None


def test_a_revised_hint_is_the_help_from_then_on(practice: Practice) -> None:
    """
    Asking for the help of a try brings its newest words; the reply to the try stays what it was.
    """
    body = practice.body("987654321")
    first = practice.service.call("PUT", f"{practice.path}/tries/1", practice.token, json=body)
    hint = Hint(text="Better words.", source=HintSource.STEP, specificity=Specificity.STEP, language="en")
    opportunity = OpportunityId(practice.view["opportunity"])
    revised = HintRevised(at=practice.service.now, opportunity=opportunity, n=1, revision=1, hint=hint)
    stream = learner_stream(SCHOOL, LearnerId("otter"))
    asyncio.run(practice.service.services.record.annotate(stream, encode(revised)))

    newest = practice.service.ok("GET", f"{practice.path}/tries/1/hint", practice.token)
    again = practice.service.call("PUT", f"{practice.path}/tries/1", practice.token, json=body)

    assert "Better words." == newest["hint"]["text"]["text"]
    assert first.content == again.content


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"step": "s"},
        {"step": "s", "response": {}},
        {"step": "s", "response": {"kind": "final"}},
        {"step": "s", "response": {"kind": "guess", "text": "1"}},
        {"step": "s", "response": {"kind": "final", "text": "1", "format": "spoken"}},
        {"step": "s", "response": {"kind": "final", "text": "1" * 1_001}},
        {"step": "s", "response": {"kind": "working", "lines": ["1"] * 31}},
        {"step": "s", "response": {"kind": "stuck", "text": "1"}},
        {"step": "s", "response": {"kind": "stuck"}, "n": 1},
        {"step": 1, "response": {"kind": "stuck"}},
        {"step": "s", "response": {"kind": "stuck"}, "locale": ""},
    ],
    ids=repr,
)
def test_a_body_of_another_shape_is_refused_before_anything_happens(practice: Practice, body: object) -> None:
    """
    Unknown fields, kinds and lengths are problems, and nothing is recorded.
    """
    before = practice.service.services.record.scan()

    outcome = practice.service.refused("PUT", f"{practice.path}/tries/1", practice.token, json=body)

    assert (400, "bad_body") == outcome
    assert before == practice.service.services.record.scan()


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"item": "no-such-item"}, "unknown_skill_or_item"),
        ({"skill": "no.such.skill"}, "unknown_skill_or_item"),
        ({"item": single_step_item(), "variant": 10**9}, "unknown_skill_or_item"),
    ],
    ids=["item", "skill", "variant"],
)
def test_a_wish_that_the_bank_cannot_meet_is_not_found(wish: dict[str, object], code: str) -> None:
    """
    The problem says that the bank has no such thing.
    """
    service = Service()

    assert (404, code) == service.refused("POST", OPPORTUNITIES, service.learner(), json=wish)


def test_unknown_learners_opportunities_and_tries_are_told_apart() -> None:
    """
    Each has a problem of its own.
    """
    service = Service()
    practice = Practice(service, item=single_step_item())
    admin = service.key(Role.ADMIN)

    assert (404, "unknown_learner") == service.refused("POST", "/v1/learners/nobody/opportunities", admin, json={})
    assert (404, "unknown_learner") == service.refused("GET", "/v1/learners/nobody/mastery", admin)
    assert (404, "unknown_opportunity") == service.refused("GET", f"{OPPORTUNITIES}/none", practice.token)
    assert (404, "unknown_try") == service.refused("GET", f"{practice.path}/tries/1", practice.token)
    assert (404, "unknown_try") == service.refused("GET", f"{practice.path}/tries/1/hint", practice.token)


def test_a_learner_with_a_token_to_look_sees_and_does_not_answer() -> None:
    """
    The narrower scope is enforced at the routes.
    """
    service = Service()
    practice = Practice(service, item=single_step_item())
    looking = service.token("otter", scope="look")

    assert practice.view == service.ok("GET", practice.path, looking)
    assert (403, "not_allowed") == service.refused("POST", OPPORTUNITIES, looking, json={})


def test_mastery_names_every_skill_and_why() -> None:
    """
    A learner sees all skills of the bank, each with a sentence.
    """
    service = Service()
    practice = Practice(service, item=single_step_item())
    service.ok("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body(practice.key))

    mastery = service.ok("GET", "/v1/learners/otter/mastery", practice.token)

    assert set(starter().skills) == {skill["skill"] for skill in mastery["skills"]}
    assert all(skill["sentence"] and 0 <= skill["lower"] <= skill["accuracy"] <= 1 for skill in mastery["skills"])
    assert any(skill["tries"] == 1 for skill in mastery["skills"])


def test_the_clock_going_backwards_breaks_nothing(practice: Practice) -> None:
    """
    A server whose clock was set back goes on.
    """
    practice.service.ok("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body("987654321"))
    practice.service.now -= 86_400_000
    token = practice.service.token("otter")

    reply = practice.service.ok("PUT", f"{practice.path}/tries/2", token, json=practice.body(practice.key))

    assert reply["judged"]["verdict"] == "correct"


def test_replies_are_valid_json_of_their_declared_shape(practice: Practice) -> None:
    """
    What is sent decodes, strictly, as the type that the description of the API names.
    """
    from api.sent.opportunities import Opportunity, TrySent  # noqa: PLC0415 - only here

    view = practice.service.call("GET", practice.path, practice.token)
    reply = practice.service.call("PUT", f"{practice.path}/tries/1", practice.token, json=practice.body("5"))

    assert view.content == msgspec.json.encode(msgspec.json.decode(view.content, type=Opportunity))
    assert reply.content == msgspec.json.encode(msgspec.json.decode(reply.content, type=TrySent))


@pytest.mark.parametrize("assignment", ["", "a b", "\x1b[31m", "a/b", "a\n", "a" * 129])
def test_an_assignment_is_called_by_an_id(assignment: str) -> None:
    """
    What a learner sends as one is kept with every exercise, so it is short and plain.
    """
    service = Service()
    token = service.learner("otter")

    reply = service.call("POST", OPPORTUNITIES, token, json={"assignment": assignment})

    assert (400, "/assignment") == (reply.status_code, problem_of(reply).pointer)
