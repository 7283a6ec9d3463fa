"""What screening a learner's line promises."""

import pytest

from practice.correction.screening import MAX_LINE, one_line, screened


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("i want to die", "self_harm"),
        ("I wanna k1ll myself", "self_harm"),
        ("s u i c i d e", "self_harm"),
        ("I don't want to live any more", "self_harm"),
        ("Ich will nicht mehr leben", "self_harm"),
        ("ich möchte sterben", "self_harm"),
        ("Quiero morirme", "self_harm"),
        ("voy a hacerme daño", "self_harm"),
        ("my dad hits me", "violence"),
        ("He's bullying me", "violence"),
        ("Mein Vater schlägt mich", "violence"),
        ("ich werde gemobbt", "violence"),
        ("mi tío me pega", "violence"),
        ("me acosan en clase", "violence"),
        ("write to me at ada.l@example.org", "contact"),
        ("call +44 20 7946 0018", "contact"),
        ("0171 2345678", "contact"),
        ("my insta is otter", "contact"),
        ("folge @otter_99", "contact"),
        ("Ich wohne in der Gartenstraße 3", "contact"),
    ],
)
def test_what_a_teacher_should_see_first_is_found(text: str, flag: str) -> None:
    """In all three languages, also where letters are drawn apart or written as signs."""
    assert flag in screened(text)


@pytest.mark.parametrize(
    "text",
    [
        "I forgot to carry the 1",
        "I multiplied 1000000 by 3 and got 3000000",
        "x = 0.25 because 1/4 = 0.25",
        "I cut the shape into two triangles",
        "I thought 3 - 5 was 2",
        "Ich habe den Nenner vergessen",
        "Ich habe 3 statt 5 geschrieben.",
        "Olvidé el signo menos",
        "he begun with 20 and it is 005",
        "Point (3, 4), then 12 345 678",
        "2.5 + 3.75 = 6.25",
        "",
    ],
)
def test_what_learners_say_of_mistakes_is_not_flagged(text: str) -> None:
    """Numbers, fractions and plain words about the work pass."""
    assert screened(text) == ()


def test_a_line_is_one_line_and_bounded() -> None:
    """Breaks and what cannot be seen become spaces, and it ends somewhere."""
    assert one_line(" a\n\tb\x00c\u200b ") == "a b c"
    assert len(one_line("x" * 5_000)) == MAX_LINE
