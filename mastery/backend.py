"""
Backends: the models of a learner that can be fitted, measured and compared.

One interface for all: `fit` sees learners whole, `predict` gives the chance of
each row from what the same learner answered before it. A backend is a name and
two functions; what a fit brings is the backend's own value.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from mastery.bkt import fit_bkt, predict_bkt
from mastery.filtering import fit_filter, fit_served, predict_filter, predict_served
from mastery.head import fit_filter_head, predict_filter_head
from mastery.khan import fit_khan_compressed, fit_khan_custom, fit_khan_shared, predict_khan
from mastery.log import Floats, Log
from mastery.regressions import fit_best_lr, fit_pfa, predict_regression

__all__ = ["BACKENDS", "DEFAULT", "Backend"]

DEFAULT: Final = "filter"


class Backend(msgspec.Struct, frozen=True, kw_only=True):
    """
    One model.

    Attributes
    ----------
    fit
        Learns from a log.
    predict
        One step ahead, for learners that the fit may never have seen: a chance
        for each row of a log whose numbers mean the same names as the fitted
        one's.
    """

    fit: Callable[[Log], Any]
    predict: Callable[[Any, Log], Floats]


BACKENDS: Final[Mapping[str, Backend]] = {
    "filter": Backend(fit=fit_filter, predict=predict_filter),
    "filter-head": Backend(fit=fit_filter_head, predict=predict_filter_head),
    "served": Backend(fit=fit_served, predict=predict_served),
    "bkt": Backend(fit=fit_bkt, predict=predict_bkt),
    "pfa": Backend(fit=fit_pfa, predict=predict_regression),
    "best-lr": Backend(fit=fit_best_lr, predict=predict_regression),
    "khan-shared": Backend(fit=fit_khan_shared, predict=predict_khan),
    "khan-custom": Backend(fit=fit_khan_custom, predict=predict_khan),
    "khan-compressed": Backend(fit=fit_khan_compressed, predict=predict_khan),
}
"""By the names that the command line knows."""
