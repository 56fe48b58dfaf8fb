"""Which machines may be called: a name is resolved once, checked, and what was checked is used."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from syndicate.errors import Unauthorised, Unavailable

#: IPv6 addresses that carry an IPv4 address in their last four bytes.
_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))

#: IPv6 networks of one organisation that Python takes for public: translation (RFC 8215), sites.
_LOCAL = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))

Address = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int]]


def is_public(text: str) -> bool:
    """True when *text* is an address of the public internet, however it is wrapped."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if any(address in network for network in _LOCAL):
            return False
    return address.is_global and not address.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _CARRIERS):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def resolve(host: str, port: int, timeout: float, *, allow_private: bool) -> list[Address]:
    """The addresses of *host* that may be called, in the resolver's order.

    Raises ``Unavailable`` when the name is not known (or not in time), ``Unauthorised`` when
    one of its addresses is private and *allow_private* is false: a name that leads inside as
    well as outside is a trap.
    """
    found = _look_up(host, port, timeout)
    if not allow_private:
        for _, place in found:
            if not is_public(place[0]):
                where = f"{host} leads to {place[0]}, which" if host != place[0] else host
                raise Unauthorised(
                    f"{where} is not on the public internet; "
                    "if it is meant, write: allow_private_addresses = true"
                )
    return found


def _look_up(host: str, port: int, timeout: float) -> list[Address]:
    """getaddrinfo knows no time limit, so it is given a thread that may be left behind."""
    results: list[list[Address]] = []
    errors: list[OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            # All at once: an address that came after the check would never be checked.
            results.append([(family, place) for family, _, _, _, place in found])  # type: ignore[misc]
        except OSError as error:
            errors.append(error)
        except UnicodeError as error:
            errors.append(OSError(str(error)))

    thread = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(max(timeout, 0.0))
    if errors:
        raise Unavailable(f"the name {host} is not known: {errors[0].strerror or errors[0]}")
    if not results:
        raise Unavailable(f"the name {host} was not resolved in time")
    return results[0]
