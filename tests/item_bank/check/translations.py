"""
The small bank in German, to be broken one thing at a time.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tests.item_bank.small_bank import SMALL_BANK

__all__ = ["GERMAN", "IN_GERMAN", "translated"]

GERMAN = "items/two-step.de.yaml"

IN_GERMAN: Mapping[str, str] = MappingProxyType(
    {
        **SMALL_BANK,
        "skills.de.yaml": """\
- id: add
  name: Zahlen addieren
- id: solve
  name: Gleichungen
""",
        "mistakes.de.yaml": """\
- code: sign-kept
  name: Vorzeichen behalten
  hint: Schau auf das Vorzeichen.
""",
        GERMAN: """\
title: Eine Gleichung in zwei Schritten
params:
  who: [Mira, Jan]
prompt: "@{who} löst $@{a}x @{b:+} = @{c:frac}$."
steps:
  - id: divide
    prompt: Was ist $x$?
    mistakes:
      - {code: not-divided, hint: "Was heißt die $@{a}$ vor dem $x$?"}
    hints:
      - Was macht das Malnehmen rückgängig?
      - "Teile: $x = @{s:frac}$."
      - scaffold:
          prompt: Was machst du auf beiden Seiten?
          answer:
            choices: [teilen, abziehen]
          hints:
            - Schau, was zwischen $@{a}$ und $x$ steht.
  - id: undo
    prompt: Welche Gleichung bleibt übrig?
    hints:
      - Was macht das Addieren von $@{b}$ rückgängig?
""",
    }
)
"""The small bank with a whole translation; its steps stand in another order than the item's."""


def translated(old: str, new: str, *, file: str = GERMAN) -> dict[str, str]:
    """
    Return the bank in German with one piece of a file replaced, which has to be there once.
    """
    text = IN_GERMAN[file]
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    return {**IN_GERMAN, file: text.replace(old, new)}
