"""Which addresses routes may have."""

import pytest

from hints.routes.address import address_fault


@pytest.mark.parametrize(
    "address",
    [
        "https://api.example.com/v1",
        "https://api.example.com:8443/openai/v1/",
        "https://x-y.openai.azure.example/openai/v1/",
        "http://localhost:11434/v1",
        "http://127.0.0.1:8000/v1",
        "http://[::1]:8080/v1",
        "https://10.0.0.7/v1",
        "https://[2001:db8::7]/v1",
    ],
)
def test_a_provider_or_ones_own_machine(address: str) -> None:
    """Https anywhere, plain http on this machine."""
    assert address_fault(address, plain_http=False) is None


@pytest.mark.parametrize("address", ["http://10.0.0.7:8000/v1", "http://gpu.school.example/v1"])
def test_plain_http_elsewhere_has_to_be_wanted(address: str) -> None:
    """A network of one's own, said to be so."""
    fault = address_fault(address, plain_http=False)

    assert fault is not None
    assert "plain http" in fault
    assert address_fault(address, plain_http=True) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "api.example.com/v1",
        "ftp://api.example.com",
        "file:///etc/passwd",
        "https:///v1",
        "https://user:word@api.example.com/v1",
        "https://api.example.com@evil.example/v1",
        "https://api.example.com/v1?key=x",
        "https://api.example.com/v1#x",
        "https://api.example.com\\@evil.example/v1",
        "https://api.example.com /v1",
        "https://api.example.com/v1\r\nX: y",
        "https://api.example.com:99999/v1",
        "https://169.254.169.254/latest",
        "http://169.254.169.254/latest",
        "https://[fe80::1]/v1",
        "https://[::ffff:169.254.169.254]/v1",
        "https://0.0.0.0/v1",
        "https://[::]/v1",
        "https://224.0.0.1/v1",
        "http://metadata.google.internal/v1",
        "http://2130706433/v1",
        "http://0x7f000001/v1",
        "http://0x7f.1/v1",
        "http://127.1/v1",
        "http://0177.0.0.1/v1",
        "https://-x.example/v1",
        "https://ex_ample.com/v1",
        "https://exämple.com/v1",
        "https://[::1/v1",
    ],
)
def test_what_is_no_providers_address(address: str) -> None:
    """Passwords, metadata services, numbers in disguise, broken ones; plain http does not change that."""
    assert address_fault(address, plain_http=True) is not None
