"""
Which addresses a route may have.

An operator writes them, so they are trusted to be meant; what is refused is
what a slip or a copied file would do: a key sent in the clear, an address that
is not what it looks like, a machine's own metadata service.
"""

import ipaddress
import re
from urllib.parse import urlsplit

__all__ = ["address_fault", "is_loopback"]

HOST = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
METADATA = frozenset({"metadata.google.internal", "metadata", "instance-data"})
"""Names under which clouds tell a machine its own secrets."""


def address_fault(address: str, *, plain_http: bool) -> str | None:
    """
    Say what is wrong with a base address, or return None.

    Parameters
    ----------
    address
        As in the file.
    plain_http
        Whether the operator accepts that what is sent can be read on the way.
    """
    if not address.isprintable() or " " in address or "\\" in address:
        return "has signs in it that no address has"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is no address: {error}"
    if parts.scheme not in {"https", "http"}:
        return "has to begin with https:// (or http:// on this machine)"
    if "@" in parts.netloc:
        return "has a name or a password in it: name the environment variable of the key instead"
    if parts.query or parts.fragment or "?" in address or "#" in address:
        return "ends before `?` and `#`: more fields go into `query`"
    return _host_fault(host) or _transport_fault(parts.scheme, host, plain_http=plain_http)


def is_loopback(host: str) -> bool:
    """
    Tell whether a host is this machine.
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_fault(host: str) -> str | None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        if not HOST.fullmatch(host) or last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
            # `http://2130706433` and `http://0x7f.1` are addresses to a resolver, whatever they look like.
            return "has no host that can be told"
        return "is a machine's own metadata service" if host.lower() in METADATA else None
    if address.is_loopback:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return "has an IPv4 address written as IPv6"
    if address.is_link_local or address.is_multicast or address.is_unspecified or address.is_reserved:
        return "is an address at which no provider is: link-local, multicast or unspecified"
    return None


def _transport_fault(scheme: str, host: str, *, plain_http: bool) -> str | None:
    if scheme == "https" or is_loopback(host) or plain_http:
        return None
    return "is plain http to another machine: use https, or say `allow_plain_http = true` where the network is yours"
