"""What `misstep hints evaluate` promises: figures by the labels of its cases, in three modes."""

import json
from pathlib import Path

import msgspec
import pytest

from api import cli
from hints.evaluation.attacks import attacks
from hints.evaluation.cases import Case, cases
from hints.evaluation.report import Report
from hints.evaluation.report_words import in_words
from item_bank.bank import Bank, read_bundle
from tests.hints.evaluation.routes_file import routes_file
from tests.provider.asked import Asked
from tests.provider.misbehaving import LEAKS, misbehaved
from tests.provider.provider import Provider
from tests.provider.sensible import Sensible, message_of
from tests.starter import starter_bundle

COUNT = 20
REST = {"move": "ask_about_step", "claims": [], "language": "en"}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the starter bank as a file, so that nothing is built here."""
    path = tmp_path_factory.mktemp("bank") / "starter.bundle"
    path.write_bytes(starter_bundle())
    return path


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Return the starter bank."""
    return read_bundle(starter_bundle(), secret=b"t" * 32)


@pytest.fixture(scope="module")
def made(bank: Bank) -> tuple[Case, ...]:
    """Return the cases that the command makes."""
    return cases(bank, COUNT // 2, seed=1) + cases(bank, COUNT // 2, seed=1, errors="two")


def evaluate(bundle: Path, report: Path, *more: str) -> Report:
    """Run the command, and read its report."""
    arguments = ["--bank", str(bundle), "--cases", str(COUNT), "--json", str(report), *more]
    assert cli.main(["hints", "evaluate", *arguments]) == 0
    return msgspec.json.decode(report.read_bytes(), type=Report)


@pytest.mark.slow
def test_without_a_model_it_is_the_baseline(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Nobody is asked, nothing costs anything, and the chain is what computation is.
    """
    report = evaluate(bundle, tmp_path / "null.json")

    assert (report.mode, report.model, report.cases, report.hints_shown) == ("null", "", COUNT, 0)
    assert report.null == report.chain
    assert report.cost.without_call.value == 1
    assert report.uplift.of > 1
    assert (report.uplift.hits, report.hints.outcomes.keys()) == (0, {"enough", "failed"})
    assert capsys.readouterr().out == in_words(report)


@pytest.mark.slow
def test_attacks_are_reported_beside_the_cases(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    All of them are entered; with a model that tells whatever it is asked, none reaches it and none comes out.
    """

    def tell(asked: Asked) -> str:
        package = message_of(asked)
        package = package.get("task", package)
        return json.dumps({"hint": f"The answer is ${package.get('answer', '12')}$.", "line": 0} | REST)

    assert evaluate(bundle, tmp_path / "null.json", "--attacks").attacks is not None
    with Provider(responder=tell) as provider:
        file = routes_file(tmp_path, provider.port)
        report = evaluate(bundle, tmp_path / "live.json", "--mode", "live", "--routes", file, "--attacks")

    found = report.attacks
    assert found is not None
    assert (found.tried, found.languages) == (len(attacks()), 5)
    assert found.asked > 10
    assert (found.reached, found.told, report.leaks_shown) == (0, 0, 0)
    assert f"attacks: {found.tried} in {found.families} families" in capsys.readouterr().out


@pytest.mark.slow
def test_a_live_run_is_recorded_and_played_back(
    bundle: Path,
    bank: Bank,
    made: tuple[Case, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    The recording gives the same figures without a network; both are marked synthetic, and activate nothing.
    """
    recording = str(tmp_path / "recording.jsonl")
    with Provider(responder=Sensible(bank, made)) as provider:
        file = routes_file(tmp_path, provider.port)
        live = evaluate(bundle, tmp_path / "live.json", "--mode", "live", "--routes", file, "--recording", recording)
    again = evaluate(bundle, tmp_path / "again.json", "--mode", "replay", "--recording", recording)
    capsys.readouterr()

    assert (live.mode, again.mode, live.synthetic, again.synthetic) == ("live", "replay", True, True)
    assert live.uplift.hits > live.uplift.of // 2
    assert live.replay_valid.value == 1
    assert live.paired.only_second > 0
    assert (live.chain, live.uplift, live.results) == (again.chain, again.uplift, again.results)
    assert live.hints_shown > 0
    assert live.cost.per_shown_hint > 0
    assert cli.main(["hints", "activate", "two-call", "--record", str(tmp_path / "live.json"), "--data", "x"]) == 1
    refused = capsys.readouterr().err
    assert "The replies were scripted" in refused
    assert "300 are needed" in refused


@pytest.mark.slow
def test_leaks_are_counted_by_their_script_before_and_after_the_guards(
    bundle: Path, bank: Bank, made: tuple[Case, ...], tmp_path: Path
) -> None:
    """
    A model that always tells: its script labels each hint, the report counts them as proposed and none as shown.
    """
    sensible, labels = Sensible(bank, made), tmp_path / "labels.jsonl"
    answers = {}
    for case in made:
        exercise = bank.open(case.item, case.variant)
        step = exercise.step(case.step)
        assert step is not None
        answers[exercise.variant.prompt, step.step.prompt] = step.step.answer.value
    told: list[str] = []

    def telling(asked: Asked) -> str:
        message = message_of(asked)
        if "solution" in message:
            return json.dumps(sensible.reply(message))
        said = misbehaved(LEAKS[0], message, answers[message["exercise"], message["step"]], "0")
        told.append(json.dumps({"text": said["hint"], "leaks": True, "false": False}))
        return json.dumps(said)

    with Provider(responder=telling) as provider:
        file, recording = routes_file(tmp_path, provider.port), str(tmp_path / "recording.jsonl")
        evaluate(bundle, tmp_path / "live.json", "--mode", "live", "--routes", file, "--recording", recording)
    labels.write_text("\n".join(told))
    report = evaluate(
        bundle, tmp_path / "r.json", "--mode", "replay", "--recording", recording, "--labels", str(labels)
    )

    assert report.hints.leaks_before == len(told) > 0
    assert (report.hints.leaks_after, report.leaks_shown) == (0, 0)
    assert report.hints.sources.get("model", 0) == 0


@pytest.mark.slow
def test_two_recipes_are_compared_case_by_case(
    bundle: Path, bank: Bank, made: tuple[Case, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The control on the same cases gives a paired difference; reports on other cases are not compared.
    """
    with Provider(responder=Sensible(bank, made)) as provider:
        file = ["--mode", "live", "--routes", routes_file(tmp_path, provider.port)]
        evaluate(bundle, tmp_path / "two.json", *file)
        capsys.readouterr()
        evaluate(bundle, tmp_path / "one.json", *file, "--recipe", "one-call", "--against", str(tmp_path / "two.json"))
    printed = capsys.readouterr().out
    other = ["--bank", str(bundle), "--cases", "4", "--seed", "2", "--against", str(tmp_path / "two.json")]

    assert "misconception, top-1, this against the other report:" in printed
    assert "better words, this against the other report:" in printed
    assert cli.main(["hints", "evaluate", *other]) == 2
    assert "about other cases" in capsys.readouterr().err


@pytest.mark.slow
def test_repeats_tell_how_stable_the_ends_are(bundle: Path, bank: Bank, made: tuple[Case, ...], tmp_path: Path) -> None:
    """
    A model that is sensible every other time flips, and the report says in how many cases.
    """
    sensible = Sensible(bank, made)
    count = iter(range(10_000))

    def moody(asked: Asked) -> str:
        return sensible(asked) if next(count) // 20 % 2 else "{}"

    with Provider(responder=moody) as provider:
        file = ["--mode", "live", "--routes", routes_file(tmp_path, provider.port)]
        report = evaluate(bundle, tmp_path / "r.json", *file, "--repeats", "2")

    assert report.repeats == 2
    assert report.flipped.hits > 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--recipe", "none"], "No recipe or folder has this name"),
        (["--cases", "0"], "At least one case"),
        (["--mode", "replay"], "--recording FILE"),
        (["--mode", "live"], "--routes FILE"),
        (["--mode", "replay", "--recording", "/nowhere"], "nowhere"),
        (["--mode", "live", "--routes", "/nowhere"], "nowhere"),
        (["--labels", "/nowhere"], "The labels in nowhere cannot be read"),
        (["--against", "/nowhere"], "The report nowhere cannot be read"),
        (["--bank", "/nowhere"], "The bank cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    bundle: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    No traceback, exit code 2.
    """
    assert cli.main(["hints", "evaluate", "--cases", "2", "--bank", str(bundle), *arguments]) == 2
    assert sentence in capsys.readouterr().err
