"""
Issuing learners' tokens: each is bound to the learner who is there when it is made.
"""

from api.access import Scope
from api.services import Services
from api.sign_in.birth import born
from api.tokens import MAX_LIFE_MS, Claims, sign_token
from practice.ids import LearnerId, TenantId

__all__ = ["issued"]


def issued(
    services: Services,
    tenant: TenantId,
    learner: LearnerId,
    *,
    key: str,
    now: int,
    scope: Scope = "practise",
    life_ms: int = MAX_LIFE_MS,
) -> tuple[str, int]:
    """
    Sign a token for a learner, and say when it expires, in milliseconds since 1970.
    """
    expires = now + life_ms
    begins = born(services.record, tenant, learner)
    claims = Claims(key=key, tenant=tenant, learner=learner, scope=scope, expires=expires, born=begins)
    return sign_token(claims, secret=services.token_secret, now=now), expires
