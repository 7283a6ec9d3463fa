"""
A report for people: tables and lines of Markdown, every share with its interval.
"""

from collections.abc import Iterator, Mapping

from hints.evaluation.attacking import Attacked
from hints.evaluation.intervals import Difference, Share
from hints.evaluation.report import WRONG_PER_SESSION, Report

__all__ = ["in_words"]


def in_words(report: Report, against: Mapping[str, Difference] | None = None) -> str:
    """
    Write a report in Markdown.
    """
    return "\n".join(_paragraphs(report, against)) + "\n"


def _paragraphs(report: Report, against: Mapping[str, Difference] | None) -> Iterator[str]:
    yield f"# {report.recipe_name} {report.recipe[:12]}, mode {report.mode}"
    yield ""
    who = f"{report.route}/{report.model}" if report.model else "no model"
    yield (
        f"{report.made}: {report.cases} cases ({report.set}, seed {report.seed}, {report.language}) against {who}."
        + (
            " **Synthetic**: scripted replies, which prove that the parts fit together and nothing else."
            * report.synthetic
        )
    )
    yield ""
    yield "| diagnosis | computation alone | with the recipe |"
    yield "|---|---|---|"
    for title, null, chain in (
        ("first wrong line located", report.null.located, report.chain.located),
        ("of these exact", report.null.exact, report.chain.exact),
        ("of these within one line", report.null.near, report.chain.near),
        ("misconception, top-1", report.null.top1, report.chain.top1),
        ("misconception, top-3", report.null.top3, report.chain.top3),
    ):
        yield f"| {title} | {_share(null)} | {_share(chain)} |"
    yield ""
    yield f"- named rightly, of what computation left undiagnosed: {_share(report.uplift)}"
    yield f"- cases with a claim in which one was replayed: {_share(report.replay_valid)}"
    yield f"- top-1 with the recipe against computation alone: {_difference(report.paired)}"
    if report.repeats > 1:
        yield f"- ends that differ among {report.repeats} repeats: {_share(report.flipped)}"
    yield from _of_hints(report)
    if report.attacks is not None:
        yield _of_attacks(report.attacks)
    for name, one in (against or {}).items():
        yield f"- {name}, this against the other report: {_difference(one)}"


def _of_hints(report: Report) -> Iterator[str]:
    hints, cost = report.hints, report.cost
    yield f"- ends: {_listed(hints.outcomes)}"
    yield f"- what learners have in the end, by source: {_listed(hints.sources)}; generic: {_share(hints.generic)}"
    yield f"- refused: {_listed(hints.refusals)}; jobs in which something was asked again: {_share(hints.retried)}"
    yield (
        f"- better words: median {hints.words_median:g} words, p90 {hints.words_p90:g}, school year"
        f" {hints.school_years_median:g}"
    )
    yield (
        f"- labelled leaks {hints.leaks_before} before the guards, {hints.leaks_after} after; false claims"
        f" {hints.false_before} before, {hints.false_after} after"
    )
    yield (
        f"- without a call: {_share(cost.without_call)}; {cost.calls} calls, {cost.prompt_tokens} + "
        f"{cost.completion_tokens} tokens"
    )
    yield (
        f"- ${cost.per_wrong_answer / 1e6:.6f} a wrong answer, ${cost.per_shown_hint / 1e6:.6f} a hint shown,"
        f" ${cost.per_session / 1e6:.6f} a session of {WRONG_PER_SESSION} wrong answers"
    )
    yield f"- time of a job in which a model was asked: median {cost.p50} ms, p95 {cost.p95} ms"


def _of_attacks(found: Attacked) -> str:
    return (
        f"- attacks: {found.tried} in {found.families} families and {found.languages} languages, taken for wrong"
        f" answers; a model was asked at {found.asked}, the words of {found.reached} reached it, of {found.shown} hints"
        f" shown {found.told} told the answer; ends: {_listed(found.outcomes)}"
    )


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"


def _share(one: Share) -> str:
    return f"{one.value:.3f} [{one.low:.3f}, {one.high:.3f}] ({one.hits}/{one.of})" if one.of else "-"


def _difference(one: Difference) -> str:
    return (
        f"{one.value:+.3f} [{one.low:+.3f}, {one.high:+.3f}], {one.only_second} better and {one.only_first} worse,"
        f" McNemar p = {one.p:.2g}"
    )
