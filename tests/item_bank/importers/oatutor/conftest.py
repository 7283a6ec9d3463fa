"""A writer of small directories in OATutor's layout."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

LICENSE = "https://creativecommons.org/licenses/by/4.0/ <CC BY 4.0>"
OER = "https://openstax.org/details/books/elementary-algebra-2e <OpenStax: Elementary Algebra>"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write one problem after another; return the directory."""
    root = tmp_path / "source"
    skills: dict[str, list[str]] = {}

    def problem(
        name: str,
        steps: Sequence[Mapping[str, Any]],
        *,
        figures: Mapping[str, bytes] | None = None,
        **fields: object,
    ) -> Path:
        folder = root / "content-pool" / name
        (folder / "steps").mkdir(parents=True)
        whole = {
            "id": name,
            "title": "Solve",
            "body": "",
            "variabilization": {},
            "oer": OER,
            "license": LICENSE,
            "lesson": "2.1 Equations",
            "lessonId": "x",
            "courseName": "OpenStax: Elementary Algebra",
        }
        (folder / f"{name}.json").write_text(json.dumps(whole | fields))
        for place, given in enumerate(steps):
            step = {
                "id": f"{name}{'abcdefgh'[place]}",
                "stepAnswer": ["$$4$$"],
                "problemType": "TextBox",
                "stepTitle": "What is $$x$$ in $$2x=8$$?",
                "stepBody": "",
                "answerType": "arithmetic",
                "variabilization": {},
                "hints": [],
                "skills": ["solve_equations"],
            } | dict(given)
            hints, names = step.pop("hints"), step.pop("skills")
            skills[step["id"]] = names
            file = f"{name}{'abcdefgh'[place]}"
            own = folder / "steps" / file
            (own / "tutoring").mkdir(parents=True)
            (own / f"{file}.json").write_text(json.dumps(step))
            (own / "tutoring" / f"{file}DefaultPathway.json").write_text(json.dumps(hints))
        for figure, content in (figures or {}).items():
            (folder / "figures").mkdir(exist_ok=True)
            (folder / "figures" / figure).write_bytes(content)
        (root / "skillModel.json").write_text(json.dumps(skills))
        (root / "coursePlans.json").write_text(
            json.dumps([{"courseName": "OpenStax: Elementary Algebra", "language": "en", "lessons": []}])
        )
        return root

    return problem
