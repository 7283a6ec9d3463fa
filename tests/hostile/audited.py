"""
Grades the hostile texts under an audit hook, in a process of its own: a hook cannot be taken away again.

Prints, as JSON, how many verdicts were given and which forbidden events the
interpreter raised meanwhile. With `control` as argument it compiles a text
itself, which has to be noticed.
"""

import json
import sys
from typing import Final

from item_bank.answers.judge import judge
from item_bank.answers.response import Final as FinalAnswer
from tests.hostile.keys import keys, vanishing
from tests.hostile.texts import HARMLESS, TEXTS

FORBIDDEN: Final = (
    "exec", "compile", "import", "open", "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
    "ctypes.", "code.__new__", "marshal.", "pickle.", "builtins.input", "urllib.", "shutil.",
)  # fmt: skip
"""Beginnings of the names of events (docs.python.org/3/library/audit_events.html) that grading has no use for."""


def main(arguments: list[str]) -> None:
    """
    Warm up on harmless texts, set the hook, grade.
    """
    ready, built = keys(), vanishing()
    for key in [*ready.values(), *(key for key, _ in built)]:
        for text in HARMLESS:
            judge(key, FinalAnswer(text=text))
            judge(key, FinalAnswer(text=text, format="latex"))
    events: list[str] = []
    sys.addaudithook(lambda event, _: events.append(event) if event.startswith(FORBIDDEN) else None)
    if arguments == ["control"]:
        compile("1", "control", "eval")
    verdicts = 0
    for key, text in [*((key, text) for key in ready.values() for text in TEXTS), *built]:
        judge(key, FinalAnswer(text=text))
        judge(key, FinalAnswer(text=text, format="latex"))
        verdicts += 2
    seen = list(events)
    sys.stdout.write(json.dumps({"verdicts": verdicts, "events": seen}))


if __name__ == "__main__":
    main(sys.argv[1:])
