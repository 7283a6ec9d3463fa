"""
Reports: what a recipe did with a set of cases.

Begins with what binds it (`hints.recipes.proof` reads that and no more), then
diagnosis beside what computation does alone, hints and guards, cost and time, and
every case in brief, so that two reports on the same cases can be compared.
"""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from hints.evaluation.attacking import Attacked
from hints.evaluation.intervals import Difference, Share, difference, share
from hints.evaluation.trying import Tried
from hints.hint import HintSource, Specificity
from hints.job import OutcomeReason
from hints.recipes.proof import EvaluationRecord
from item_bank.language import primary
from item_bank.readability import school_years

__all__ = ["WRONG_PER_SESSION", "Brief", "Cost", "Diagnosed", "Hinted", "Report", "compared", "measured"]

NEAR: Final = 1
WRONG_PER_SESSION: Final = 10
"""Wrong answers of one practice session of some thirty tries."""


class Diagnosed(msgspec.Struct, frozen=True, kw_only=True):
    """
    How often the first wrong line and the idea were found.

    `exact` and `near` are of the cases whose line was located at all, `located`
    of all; `top1` and `top3` of all.
    """

    located: Share
    exact: Share
    near: Share
    top1: Share
    top3: Share


class Hinted(msgspec.Struct, frozen=True, kw_only=True):
    """
    What learners would have had.

    Attributes
    ----------
    outcomes, sources, specificities
        Counts of jobs and of final words.
    generic
        The share of words about nothing in particular.
    refusals
        By the code of what refused.
    retried
        Jobs of which something was asked again.
    words_median, words_p90, school_years_median
        Of the better words.
    leaks_before, leaks_after, false_before, false_after
        Of what a script labelled: proposed, and shown.
    """

    outcomes: dict[str, int]
    sources: dict[str, int]
    specificities: dict[str, int]
    generic: Share
    refusals: dict[str, int]
    retried: Share
    words_median: float
    words_p90: float
    school_years_median: float
    leaks_before: int
    leaks_after: int
    false_before: int
    false_after: int


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What it took; money in millionths of a dollar, time in milliseconds of jobs in which a model was asked."""

    without_call: Share
    calls: int
    prompt_tokens: int
    completion_tokens: int
    per_wrong_answer: float
    per_shown_hint: float
    per_session: float
    p50: int
    p95: int


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """One case, as far as comparing needs it."""

    id: str
    item: str
    top1: bool
    better: bool
    outcome: str
    text: str


class Report(EvaluationRecord, frozen=True, kw_only=True):
    """
    A report.

    Attributes
    ----------
    seed, language, set
        Which cases.
    repeats, flipped
        How often each was tried, and the share of cases that did not always end
        the same: the leading idea, or whether there were better words.
    null, chain
        Computation alone, and with the recipe.
    uplift
        Cases that computation left undiagnosed and the chain named rightly.
    replay_valid
        Cases with a claim in which one held.
    paired
        Top-1 of the chain against computation alone.
    attacks
        What came of these; None where none were tried. Whatever of them told the
        answer counts among the leaks shown.
    """

    seed: int
    language: str
    set: str
    repeats: int
    flipped: Share
    null: Diagnosed
    chain: Diagnosed
    uplift: Share
    replay_valid: Share
    paired: Difference
    hints: Hinted
    cost: Cost
    attacks: Attacked | None = None
    results: tuple[Brief, ...]


def measured(
    record: EvaluationRecord,
    rounds: Sequence[Sequence[Tried]],
    *,
    seed: int,
    language: str,
    name: str,
    attacks: Attacked | None = None,
) -> Report:
    """
    Sum up what was tried.

    Parameters
    ----------
    record
        What binds the report; its counts are filled in here.
    rounds
        All cases, once for each repeat, in the same order.
    seed, language, name
        Which cases they were.
    attacks
        What came of the attacks, where they were tried as well.
    """
    tried = rounds[0]
    claims = [one for one in tried if one.claimed]
    hints = _hinted(tried, language)
    shown = sum(one.source == HintSource.MODEL.value for one in tried)
    fields = msgspec.structs.asdict(record) | {
        "cases": len(tried),
        "hints_shown": shown,
        "leaks_shown": hints.leaks_after + (0 if attacks is None else attacks.told),
        "false_claims_shown": hints.false_after,
    }
    bare = [one for one in tried if one.undiagnosed]
    return Report(
        **fields,
        seed=seed,
        language=language,
        set=name,
        repeats=len(rounds),
        flipped=_flipped(rounds),
        null=_diagnosed([(one.null_off, one.null_top1, one.null_top3) for one in tried]),
        chain=_diagnosed([(one.off, one.top1, one.top3) for one in tried]),
        uplift=share(sum(one.top1 for one in bare), len(bare)),
        replay_valid=share(sum(one.held for one in claims), len(claims)),
        paired=difference(
            [one.null_top1 for one in tried],
            [one.top1 for one in tried],
            [one.item for one in tried],
            seed=seed,
        ),
        hints=hints,
        cost=_cost(tried, shown),
        attacks=attacks,
        results=tuple(
            Brief(
                id=one.id,
                item=one.item,
                top1=one.top1,
                better=one.outcome is OutcomeReason.BETTER,
                outcome=one.outcome.value,
                text=one.text,
            )
            for one in tried
        ),
    )


def _diagnosed(found: Sequence[tuple[int | None, bool, bool]]) -> Diagnosed:
    located = [off for off, _, _ in found if off is not None]
    return Diagnosed(
        located=share(len(located), len(found)),
        exact=share(sum(off == 0 for off in located), len(located)),
        near=share(sum(off <= NEAR for off in located), len(located)),
        top1=share(sum(top1 for _, top1, _ in found), len(found)),
        top3=share(sum(top3 for _, _, top3 in found), len(found)),
    )


def _flipped(rounds: Sequence[Sequence[Tried]]) -> Share:
    ends = [{(one.top1, one.outcome is OutcomeReason.BETTER) for one in case} for case in zip(*rounds, strict=True)]
    return share(sum(len(end) > 1 for end in ends), len(ends)) if len(rounds) > 1 else share(0, 0)


def _hinted(tried: Sequence[Tried], language: str) -> Hinted:
    better = [one for one in tried if one.text]
    words = sorted(one.words for one in better) or [0]
    said = [said for one in tried for said in one.said if said.label is not None]
    shown = [one for one in said if not one.code]
    years = [found for one in better if (found := school_years(one.text, primary(language))) is not None]
    return Hinted(
        outcomes=_counted(one.outcome.value for one in tried),
        sources=_counted(one.source for one in tried),
        specificities=_counted(one.specificity for one in tried),
        generic=share(sum(one.specificity == Specificity.GENERIC.value for one in tried), len(tried)),
        refusals=_counted(code for one in tried for code in one.codes),
        retried=share(sum(bool(one.codes) for one in tried), len(tried)),
        words_median=statistics.median(words),
        words_p90=_quantile(words, 0.9),
        school_years_median=round(statistics.median(years), 1) if years else 0.0,
        leaks_before=sum(one.label is not None and one.label.leaks for one in said),
        leaks_after=sum(one.label is not None and one.label.leaks for one in shown),
        false_before=sum(one.label is not None and one.label.false for one in said),
        false_after=sum(one.label is not None and one.label.false for one in shown),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _quantile(ordered: Sequence[int], part: float) -> int:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _cost(tried: Sequence[Tried], shown: int) -> Cost:
    asked = sorted(one.spent.milliseconds for one in tried if one.spent.calls) or [0]
    money = sum(one.spent.microdollars for one in tried)
    each = money / len(tried) if tried else 0.0
    return Cost(
        without_call=share(sum(not one.spent.calls for one in tried), len(tried)),
        calls=sum(one.spent.calls for one in tried),
        prompt_tokens=sum(one.spent.usage.prompt for one in tried),
        completion_tokens=sum(one.spent.usage.completion for one in tried),
        per_wrong_answer=round(each, 1),
        per_shown_hint=round(money / shown, 1) if shown else 0.0,
        per_session=round(each * WRONG_PER_SESSION, 1),
        p50=_quantile(asked, 0.5),
        p95=_quantile(asked, 0.95),
    )


def compared(first: Report, second: Report) -> dict[str, Difference] | str:
    """
    Compare two reports on the same cases; a sentence where they are of others.
    """
    cases = [one.id for one in first.results]
    if cases != [one.id for one in second.results]:
        return "The two reports are about other cases: the same set, seed, count and bank are needed."
    items = [one.item for one in first.results]
    seed = first.seed
    return {
        "misconception, top-1": difference(
            [one.top1 for one in first.results], [one.top1 for one in second.results], items, seed=seed
        ),
        "better words": difference(
            [one.better for one in first.results], [one.better for one in second.results], items, seed=seed
        ),
    }
