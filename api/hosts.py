"""
Hosts: which machine a browser asked for, and by which way.

A page elsewhere that points its own name at this machine shows it in `Host`; TLS
is a proxy's, which says so in `X-Forwarded-Proto`. Believing that header makes a
request stricter and opens nothing.
"""

import ipaddress
from collections.abc import Mapping

__all__ = ["host_of", "is_loopback", "is_passed_on", "is_secure"]

PROXIES = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"})
"""What proxies add (RFC 7239, RFC 9110 7.6.3, and what was usual before), and no browser sends."""


def host_of(headers: Mapping[str, str]) -> str:
    """
    Return the host that the browser asked for, without its port.
    """
    host = headers.get("host", "")
    return host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def is_loopback(host: str) -> bool:
    """
    Say whether a host name means this very machine.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_passed_on(headers: Mapping[str, str], http_version: str) -> bool:
    """
    Say whether a proxy is known by its traces: whoever asked it may sit anywhere, whatever name it asks us for.

    By its headers, or by HTTP/1.0, which no browser speaks and some proxies do that add no header.
    """
    return http_version == "1.0" or any(name in headers for name in PROXIES)


def is_secure(headers: Mapping[str, str]) -> bool:
    """
    Say whether a cookie of this request may go over TLS alone: wherever it came so, or was asked of another machine.
    """
    forwarded = headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    return forwarded == "https" or not is_loopback(host_of(headers))
