"""
Background: what is known beside a response when it is diagnosed.
"""

import msgspec

__all__ = ["NOTHING_KNOWN", "Background"]


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is known beside a response.

    Attributes
    ----------
    language
        BCP 47 tag of the exercise's words.
    prompt
        The words of the exercise, above those of the step.
    carried
        The learner's own wrong numbers at the step before, where this one says
        what would follow from them.
    tried
        What was wrongly answered to this step before, the latest last (see
        `guessing`).
    confirmed
        Ids of mal-rules and misconceptions that this learner was found to
        follow in several exercises.
    """

    language: str = "en"
    prompt: str = ""
    carried: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()


NOTHING_KNOWN = Background()
