"""What `misstep hints pregenerate` and `misstep hints approve` promise: words made ahead, read, and in the release."""

import io
import json
import shlex
from pathlib import Path

import msgspec
import pytest

from api import cli
from api.releases import read_bank
from hints.ahead.review import Entry, Review, read_review, written
from hints.hint import Hint, HintSource
from hints.misconception.diagnose import diagnose
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.bank import Bank
from item_bank.ids import ItemId, MistakeCode
from tests.hints.ahead.ahead_bank import FENCE, ahead_bank
from tests.hints.evaluation.routes_file import routes_file
from tests.provider.asked import Asked
from tests.provider.provider import Provider
from tests.provider.sensible import message_of

pytestmark = pytest.mark.slow


PAGE = (Path(__file__).parents[3] / "docs" / "hints.md").read_text("utf-8")
ASKS = "What is asked for here: both lengths together, or what is left?"


PICK = """\
format: 1
id: pick
title: Pick
skills: [sums]
prompt: What is $12 - 5$?
steps:
  - id: pick
    answer:
      kind: choice
      choices:
        - {text: "$7$", correct: true}
        - {text: "$17$", code: added-instead}
        - {text: "$12$", code: took-the-first}
"""
BOTH = """\
format: 1
id: both
title: Both
skills: [sums]
prompt: Anna has $12$ apples and gives $5$ away.
mistakes:
  - {when: "17", code: added-instead}
steps:
  - id: left
    prompt: How many are left?
    answer: {kind: number, value: "7"}
    solution: ["12 - 5", "7"]
  - id: half
    prompt: How many are twice as many?
    answer: {kind: number, value: "14"}
    solution: ["2*7", "14"]
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return the folder of a small bank."""
    return ahead_bank(tmp_path / "bank")


def draft(bank: Path, *more: str) -> tuple[int, Review]:
    """Run the first command; return its exit code and the review."""
    file = bank.parent / "review.yaml"
    code = cli.main(["hints", "pregenerate", str(bank), "--out", str(file), *more])
    return code, reviewed(bank)


def reviewed(bank: Path) -> Review:
    """Read the review."""
    review = read_review((bank.parent / "review.yaml").read_bytes(), "review.yaml")
    assert isinstance(review, Review)
    return review


def approve(bank: Path, old: str = "approved: false", new: str = "approved: true") -> int:
    """Edit the review as an author does, and run the second command."""
    file = bank.parent / "review.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return cli.main(["hints", "approve", str(file), str(bank)])


def entry(review: Review, wrong: str) -> Entry:
    """Return the entry of one wrong answer."""
    return next(one for one in review.hints if one.wrong == wrong)


def opened(bank: Path) -> Bank:
    """Release the bank."""
    found = read_bank(bank, secret=b"t" * 32)
    assert isinstance(found, Bank)
    return found


def told(bank: Bank, wrong: str) -> Hint:
    """Return what a learner is told who gives a wrong answer with these numbers."""
    exercise = bank.open(ItemId("fence"), 0)
    numbers = {name: int(value) for name, value in exercise.variant.draw.items()}
    value = {"a + b": numbers["a"] + numbers["b"], "b - a": numbers["b"] - numbers["a"]}[wrong]
    step, response = exercise.steps[0], Final(text=str(value))
    judged = judge(step.key, response)
    found = diagnose(step, response, judged, exercise.mistakes)
    return first_help(exercise, step, response, judged, found, Seen())


def question(words: str) -> str:
    """Return a model's reply of such words."""
    return json.dumps({"hint": words, "line": 0, "move": "ask_about_step", "claims": [], "language": "en"})


def test_what_computation_has_is_drafted_and_once_approved_part_of_the_release(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Rules' words with placeholders, for a mistake that the item lists and for one it does not; no model, no cost.
    """
    code, review = draft(bank)

    assert (code, [one.wrong for one in review.hints]) == (0, ["a + b", "2*b", "a + 2*b", "b - a"])
    assert entry(review, "a + b").words == "Look at the sign before $@{b}$: is it added or taken away?"
    assert (entry(review, "2*b").source, entry(review, "2*b").words) == ("nobody", "")
    assert not any(one.approved for one in review.hints)
    assert "2 drafted by computation, 0 by a model, 2 without words" in capsys.readouterr().out

    assert approve(bank) == 1
    said = capsys.readouterr()
    assert "2 hints written into 2 files, 0 there already, 2 not taken, 0 not approved." in said.out
    assert "fence / left / 2*b: It is approved and has no words." in said.err
    released = opened(bank)
    b = released.open(ItemId("fence"), 0).variant.draw["b"]
    assert told(released, "a + b").text == f"Look at the sign before ${b}$: is it added or taken away?"
    assert told(released, "a + b").source is HintSource.MISTAKE
    assert (told(released, "b - a").code, "on a number line" in told(released, "b - a").text) == (
        "sum-with-wrong-sign",
        True,
    )
    assert "# seen in class" in (bank / "items/fence.yaml").read_text("utf-8")
    assert cli.main(["bank", "check", str(bank)]) == 0
    assert cli.main(["bank", "format", "--check", str(bank)]) == 0


def test_what_an_author_wrote_stays_and_is_written_once(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A second run keeps words, approvals and the file's comments; approving again changes nothing.
    """
    draft(bank)
    assert approve(bank, 'words: ""', 'words: "Is anything doubled in the story?"  # mine') == 0
    file = bank.parent / "review.yaml"
    approve(bank)
    before, item = file.read_bytes(), (bank / "items/fence.yaml").read_bytes()
    capsys.readouterr()

    assert draft(bank)[0] == 0
    assert approve(bank) == 0
    assert (file.read_bytes(), (bank / "items/fence.yaml").read_bytes()) == (before, item)
    assert b"Is anything doubled in the story?" in item
    assert "0 hints written into 0 files, 4 there already" in capsys.readouterr().out


def test_a_model_is_asked_for_what_computation_has_no_words_for_and_once(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The estimate comes first; what stands in the review file is not asked again.
    """
    with Provider(responder=lambda _: question(ASKS)) as provider:
        routes = routes_file(tmp_path, provider.port)
        code, review = draft(bank, "--routes", routes, "--yes")
        calls = len(provider.asked)
        again = draft(bank, "--routes", routes, "--yes")
        assert len(provider.asked) == calls > 0

    said = capsys.readouterr().err
    assert (code, again) == (0, (0, review))
    assert [(one.source, one.words) for one in review.hints][1:3] == [("model", ASKS), ("model", ASKS)]
    assert said.index("2 wrong answers to ask about: ") < said.index("asked about 2 of 2: $")


def test_nobody_is_asked_without_a_yes(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What computation drafted is there all the same.
    """
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with Provider() as provider:
        code, review = draft(bank, "--routes", routes_file(tmp_path, provider.port))
        assert not provider.asked

    assert (code, len(review.hints)) == (2, 4)
    assert "Go on? [y/N] Nobody was asked." in capsys.readouterr().err


def test_the_limit_ends_it_and_the_next_run_goes_on(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    No call begins once the money is spent; what came before stands in the file.
    """
    with Provider(responder=lambda _: question(ASKS)) as provider:
        flags = ("--routes", routes_file(tmp_path, provider.port), "--yes")
        first = draft(bank, *flags, "--limit-dollars", "0.000001")
        said = capsys.readouterr().err
        second = draft(bank, *flags)

    assert (first[0], [one.source for one in first[1].hints][1:3]) == (1, ["model", "nobody"])
    assert "The limit is reached; 1 are left." in said
    assert (second[0], [one.source for one in second[1].hints][1:3]) == (0, ["model", "model"])


def test_words_that_tell_the_answer_are_no_draft(bank: Path, tmp_path: Path) -> None:
    """
    A model that always tells is refused by the guards, and not asked again.
    """

    def telling(asked: Asked) -> str:
        first, second = (int(part) for part in message_of(asked)["exercise"].split() if part.isdigit())
        return question(f"It is {first - second}.")

    with Provider(responder=telling) as provider:
        routes = routes_file(tmp_path, provider.port)
        _, review = draft(bank, "--routes", routes, "--yes")
        calls = len(provider.asked)
        draft(bank, "--routes", routes, "--yes")
        assert len(provider.asked) == calls > 0

    assert [(one.source, one.words) for one in review.hints][1:3] == [("refused", ""), ("refused", "")]
    assert "leak" in entry(review, "2*b").why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("It is $@{d}$.", "The guard `leak` refuses the words (with a = "),
        ("Take away: $@{a} - @{b}$ is the answer, which is @{a - b}.", "The guard `leak`"),
        ("Look again: 2 times 3 is 7.", "which is false"),
        ("What about $@{q}$?", "The words cannot be filled in"),
        ("Don't be stupid.", "This hint is unkind"),
        (" ", "It is approved and has no words."),
    ],
)
def test_what_an_author_may_not_say_is_refused_with_a_sentence(
    bank: Path, capsys: pytest.CaptureFixture[str], words: str, why: str
) -> None:
    """
    Guarded again before anything is written; the item stays as it was.
    """
    draft(bank)
    file = bank.parent / "review.yaml"
    text = file.read_text("utf-8").replace('words: ""', f'words: "{words}"\n    approved: true', 1)
    file.write_text(text.replace("approved: true\n    approved: false", "approved: true"), "utf-8")

    assert approve(bank, "", "") == 1
    assert why in capsys.readouterr().err
    assert (bank / "items/fence.yaml").read_text("utf-8") == FENCE


def test_what_is_wrong_in_a_few_draws_alone_is_refused_with_one_that_shows_it(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A wrong answer that is right in one of hundreds, and a number that is the answer in one, are found when approved.
    """
    review = draft(bank)[1]
    right = {"wrong": "d + (a - 37)^2 + (b - 5)^2", "mistake": MistakeCode("odd"), "words": "Is it more?"}
    changed = msgspec.structs.replace(entry(review, "a + b"), **right, approved=True)
    words = "Look at $@{d + (a - 58)^2 + (b - 11)^2}$ on the plan."
    told = msgspec.structs.replace(entry(review, "2*b"), words=words, approved=True)
    (bank.parent / "review.yaml").write_text(written(msgspec.structs.replace(review, hints=(changed, told))), "utf-8")

    assert approve(bank, "", "") == 1
    said = capsys.readouterr().err
    assert "is right in " in said
    assert "a = 37, b = 5" in said
    assert "2*b: The guard `leak` refuses the words (with a = 58, b = 11)" in said
    assert (bank / "items/fence.yaml").read_text("utf-8") == FENCE


def test_an_option_and_a_mistake_of_several_steps_have_their_words_where_they_are_listed(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    One of several steps is drafted once, and may give away the answer of none of them.
    """
    (bank / "items/pick.yaml").write_text(PICK, "utf-8")
    (bank / "items/both.yaml").write_text(BOTH, "utf-8")
    own = [one for one in draft(bank, "--item", "pick", "--item", "both")[1].hints if not one.rule]
    assert [(one.item, one.step, one.wrong) for one in own] == [("pick", "pick", "b"), ("both", "left", "17")]
    assert own[1].why == "It holds at half, too."

    words = "Look at the sign before $5$: is it added or taken away?"
    assert approve(bank, f'words: "{words}"\n    approved: false', 'words: "Not 2 times 7."\n    approved: true') == 1
    assert "both / left / 17: The guard `leak` refuses the words" in capsys.readouterr().err
    approve(bank, "Not 2 times 7.", "Is something given away?")
    approve(bank, 'words: ""\n    approved: false', 'words: "Is it more?"\n    approved: true')
    pick, both = ((bank / "items" / name).read_text("utf-8").replace('"', "") for name in ("pick.yaml", "both.yaml"))
    assert "added-instead, hint: Is it more?}" in pick
    assert "added-instead, hint: Is something given away?}" in both
    assert cli.main(["bank", "check", str(bank)]) == 0


def test_a_changed_item_is_to_be_read_again(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Approval holds for what the item said; a new run keeps the words and takes the approval back.
    """
    draft(bank)
    item = bank / "items/fence.yaml"
    item.write_text(item.read_text("utf-8").replace("are done", "stand"), "utf-8")

    assert approve(bank) == 1
    assert "fence / left / a + b: The item was changed since the words were drafted." in capsys.readouterr().err
    _, review = draft(bank)
    again = entry(review, "a + b")
    assert (again.approved, bool(again.words)) == (False, True)
    assert again.why == "The item was changed since these words were drafted: read them again."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("bank: [", "review.yaml, line "),
        ("bank: ahead\nhint: []\n", "is no review of hints: Object contains unknown field `hint`"),
        ("bank: other\n", "The review is about the bank 'other', and this is 'ahead'."),
        ("- 1\n", "is no review of hints"),
        ("bank: \udcff", "review.yaml is not UTF-8."),
    ],
)
def test_a_review_that_cannot_be_read_is_told_of(
    bank: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    """
    Exit code 2 and a sentence; neither command writes anything.
    """
    file = bank.parent / "review.yaml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))

    assert cli.main(["hints", "approve", str(file), str(bank)]) == 2
    assert why in capsys.readouterr().err
    assert cli.main(["hints", "pregenerate", str(bank), "--out", str(file)]) == 2
    assert file.read_bytes() == text.encode("utf-8", "surrogateescape")


def test_what_is_not_there_is_said(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    No bank, no item, no review, no routes: exit code 2 and a sentence each.
    """
    bad: list[tuple[list[str], str]] = [
        (["pregenerate", str(tmp_path / "none")], "none"),
        (["pregenerate", str(bank), "--item", "gate"], "The bank has no item 'gate'."),
        (["pregenerate", str(bank), "--routes", str(tmp_path / "r.toml")], "r.toml"),
        (["pregenerate", str(bank), "--limit-dollars", "0"], "The limit is a number of dollars above 0."),
        (["approve", str(tmp_path / "none.yaml"), str(bank)], "none.yaml cannot be used"),
    ]
    for arguments, why in bad:
        out = ["--out", str(tmp_path / "o.yaml")] if arguments[0] == "pregenerate" else []
        assert cli.main(["hints", *arguments, *out]) == 2
        assert why in capsys.readouterr().err


def test_a_review_is_read_as_it_was_written(bank: Path) -> None:
    """
    Whatever stands in it: quotes, colons, line breaks, signs of YAML.
    """
    _, review = draft(bank)
    nasty = ['"a": \\b # no', "one\ntwo", "- x: [y]", "ü " * 90, "'", "true", "@{a}: $\\frac{1}{2}$"]
    entries = [
        msgspec.structs.replace(review.hints[0], words=text, wrong=f"{place}", did=text, why=text)
        for place, text in enumerate(nasty)
    ]
    full = Review(bank="ahead", hints=tuple(entries))

    assert read_review(written(full).encode(), "r") == full


def test_the_page_shows_what_the_commands_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its commands run as they stand there, and its entry is one that is written.
    """
    ahead_bank(tmp_path / "my-bank")
    monkeypatch.chdir(tmp_path)
    part = PAGE[PAGE.index("### Made ahead") : PAGE.index("### Evaluation")]
    commands = part.split("```sh\n")[1].split("```")[0].splitlines()
    shown = part.split("```yaml\n")[1].split("```")[0]

    assert len(commands) > 2
    assert [cli.main(shlex.split(command)[1:]) for command in commands] == [0] * len(commands)
    assert shown in (tmp_path / "review.yaml").read_text("utf-8")
    assert "0 hints written into 0 files" in capsys.readouterr().out
