"""
The demo class: five learners to look at everything with.

Made at the first start where it is wanted; later starts find it. The links hold
tokens for some hours, made by whoever runs the server.
"""

from typing import Final

import msgspec

from api.demo_homework import Parts, demo_teacher_key, set_up_homework
from api.keys import HOST_KEY
from api.services import Services
from api.sign_in.issuing import issued
from practice.classes import Classes
from practice.ids import ClassId, LearnerId, TenantId, class_stream, learner_stream
from practice.outcomes import Created

__all__ = ["DEMO_TENANT", "DemoLink", "demo_links", "set_up_demo"]

DEMO_TENANT: Final = TenantId("demo")
DEMO_CLASS: Final = ClassId("demo")
LEARNERS: Final = {
    LearnerId("otter"): "Otter",
    LearnerId("heron"): "Heron",
    LearnerId("badger"): "Badger",
    LearnerId("marten"): "Marten",
    LearnerId("stork"): "Stork",
}
"""Pseudonyms, so that nobody takes them for somebody."""


class DemoLink(msgspec.Struct, frozen=True, kw_only=True):
    """The links with which a demo learner practises, and does homework."""

    learner: str
    name: str
    url: str
    homework: str


async def set_up_demo(services: Services) -> None:
    """
    Make the demo class, its learners and its homework, as far as they are not there, and a key for its teacher.
    """
    classes, now = Classes(services.record), services.now()
    await classes.create(DEMO_TENANT, DEMO_CLASS, now=now)
    names = services.record.names(class_stream(DEMO_TENANT, DEMO_CLASS))
    if not names:
        await services.record.name(class_stream(DEMO_TENANT, DEMO_CLASS), "Demo class")
    for learner, name in LEARNERS.items():
        if isinstance(await services.session.create(DEMO_TENANT, learner, now=now), Created):
            await services.record.name(learner_stream(DEMO_TENANT, learner), name)
        await classes.join(DEMO_TENANT, DEMO_CLASS, learner, now=now)
    otter, heron, badger, marten, _ = LEARNERS
    parts = Parts(correcting=otter, handed_in=heron, stuck=badger, repaired=marten)
    await set_up_homework(services, DEMO_TENANT, DEMO_CLASS, parts)
    services.demo_key = await demo_teacher_key(services, DEMO_TENANT)


def demo_links(services: Services, *, base: str) -> tuple[DemoLink, ...]:
    """
    Make fresh links for the demo learners; `base` is what the links begin with.
    """
    now = services.now()
    links: list[DemoLink] = []
    for learner, name in LEARNERS.items():
        token, _ = issued(services, DEMO_TENANT, learner, key=HOST_KEY, now=now)
        who = f"#learner={learner}&token={token}"
        links.append(
            DemoLink(learner=learner, name=name, url=f"{base}/practice{who}", homework=f"{base}/homework{who}")
        )
    return tuple(links)
