"""Whom routes believe over https: certificates that this machine trusts, and no others."""

import ssl
import subprocess
from pathlib import Path

import pytest

from hints.routes.model import CallFailed, Completion, FailureReason
from hints.routes.route import Patience, Routes
from tests.hints.routes.asking import ENVIRON, WELL, ask, route_to
from tests.parts import openssl_path
from tests.provider.provider import Provider


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """
    Make a certificate for this machine that nobody else has signed, with its key in the same file.
    """
    path = tmp_path / "certificate.pem"
    made = (
        f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -keyout {path}"
    )
    names = "subjectAltName=IP:127.0.0.1,DNS:localhost"
    command = [openssl_path(), *made.split(), "-addext", names, "-out", str(tmp_path / "crt")]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "crt").read_bytes())
    return path


def asked(certificate: Path, scheme: str = "https") -> tuple[Completion | CallFailed, bytes]:
    """
    Ask a provider that shows a certificate; return what came, and what it got.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Provider(responder=lambda _: WELL, tls=context) as provider:
        route = route_to(provider, base_url=provider.base_url.replace("https", scheme))
        outcome = ask(Routes(routes=(route,), patience=Patience(attempts=1)))
        return outcome, provider.sent


@pytest.mark.parametrize("scheme", ["https", "HTTPS", "hTTps"])
def test_a_certificate_that_nobody_trusts_gets_no_key(certificate: Path, scheme: str) -> None:
    """The connection ends before anything is sent, however the scheme is written."""
    outcome, sent = asked(certificate, scheme)

    assert isinstance(outcome, CallFailed)
    assert FailureReason.UNREACHABLE is outcome.reason
    assert (b"", 0) == (sent, outcome.microdollars)


def test_an_authority_of_ones_own_can_be_trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`SSL_CERT_FILE` names it, as for other programs."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    outcome, sent = asked(certificate)

    assert isinstance(outcome, Completion), outcome
    assert ENVIRON["A_KEY"].encode() in sent
