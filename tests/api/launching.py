"""
A site that embeds us: its keys, its registration here, and the launches that it signs.
"""

import functools
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from api.access import Role
from practice.ids import TenantId
from tests.api.service import SCHOOL, Service

__all__ = ["SITE", "Host", "fragment", "private_key", "public_jwk"]

SITE = "https://lms.example"


@functools.cache
def private_key(algorithm: str) -> Any:  # noqa: ANN401 - one of three types
    """
    Make a site's private key, once for all tests.
    """
    match algorithm:
        case "RS256":
            return rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
        case "ES256":
            return ec.generate_private_key(ec.SECP256R1())
        case _:
            return ed25519.Ed25519PrivateKey.generate()


def public_jwk(algorithm: str) -> dict[str, str]:
    """
    Write the public half as a JWK.
    """
    to_jwk = {"RS256": RSAAlgorithm.to_jwk, "ES256": ECAlgorithm.to_jwk, "EdDSA": OKPAlgorithm.to_jwk}[algorithm]
    parts = json.loads(to_jwk(private_key(algorithm).public_key()))
    kept = {name: value for name, value in parts.items() if name in {"kty", "n", "e", "crv", "x", "y"}}
    return {"kid": f"key-{algorithm}", "alg": algorithm, **kept}


class Host:
    """One site, registered at a service for a tenant."""

    def __init__(self, service: Service, *, tenant: TenantId = SCHOOL, **asked: object) -> None:
        self.service = service
        self.admin = service.key(Role.ADMIN, tenant)
        keys = [public_jwk(algorithm) for algorithm in ("RS256", "ES256", "EdDSA")]
        body = {"issuer": SITE, "keys": keys, **asked}
        self.issuer = service.ok("POST", "/v1/issuers", self.admin, json=body)
        self.drawn = 0

    def claims(self, **changed: object) -> dict[str, object]:
        """
        Write the claims of a launch; None takes one out.
        """
        self.drawn += 1
        now = self.service.now // 1_000
        claims: dict[str, object] = {
            "iss": SITE,
            "aud": self.issuer["audience"],
            "sub": "p-4711",
            "iat": now,
            "exp": now + 300,
            "jti": f"launch-{self.drawn:04}",
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def sign(self, algorithm: str = "ES256", *, kid: str | None = None, **changed: object) -> str:
        """
        Sign a launch.
        """
        headers = {"kid": kid or f"key-{algorithm}"}
        return jwt.encode(self.claims(**changed), private_key(algorithm), algorithm=algorithm, headers=headers)

    def launch(self, token: str, **headers: str) -> httpx.Response:
        """
        Send a launch as a form in a frame of another site does.
        """
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": SITE,
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Dest": "iframe",
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.service.call("POST", "/launch", content=urlencode({"token": token}).encode(), headers=sent)


def fragment(reply: httpx.Response) -> Mapping[str, str]:
    """
    Read what stands behind the `#` of where a reply leads.
    """
    assert reply.status_code == 303, reply.text
    return {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["location"]).fragment).items()}
