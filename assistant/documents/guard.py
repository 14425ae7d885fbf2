"""Which addresses a link may lead to, and the connection that goes nowhere else."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from assistant.errors import LinkFailed, LinkRefused

Resolver = Callable[[str, int], Sequence[str]]  # host, port -> its addresses
Dialer = Callable[[str, int, float], httpcore.NetworkStream]  # address, port, seconds
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, deprecated: the last 32 bits likewise


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of `host` as the system resolves it, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Open a TCP connection to a checked address."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


def is_public(text: str) -> bool:
    """Tell whether an address is one of the open internet, whatever way it is written.

    Private, loopback, link-local (cloud metadata), shared (CGNAT), multicast and reserved ones
    are not, nor is an IPv6 address that carries such an IPv4 address inside.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return _is_global(address)
    if address.scope_id is not None:
        return False
    inner = _carried(address)
    if inner is not None:
        return _is_global(inner)
    return _is_global(address) and not address.is_site_local


def _is_global(address: Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
        or address.is_loopback or address.is_link_local
    )  # fmt: skip


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that packets to this IPv6 address end up at, if there is one."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _SIX_TO_FOUR:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if (int(address) >> 32) & 0xFFFFFFFF in (0x5EFE, 0x2005EFE):  # ISATAP, RFC 5214
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, step: float | None = None) -> float:
        """Return the seconds left, `step` at most; raises httpcore.ReadTimeout when none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this link is over")
        return left if step is None else min(left, step)


class GuardedBackend(httpcore.NetworkBackend):
    """Connections to public addresses only: resolve once, check every address, dial a checked one.

    The name stays with httpcore for TLS and the Host header; what is dialled is an address, so
    that no second resolution can give another one. All reads and writes end at the deadline.
    """

    def __init__(self, source: str, deadline: Deadline, resolver: Resolver, dialer: Dialer) -> None:
        self._source = source
        self._deadline = deadline
        self._resolver = resolver
        self._dialer = dialer

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers, after checking them all."""
        addresses = self._checked(host, port)
        failure: Exception | None = None
        for number, address in enumerate(addresses):
            # A dead first address must leave time for the next.
            seconds = self._deadline.left(timeout) / (len(addresses) - number)
            try:
                return TimedStream(self._dialer(address, port, seconds), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError) as error:
                failure = error
        if isinstance(failure, httpcore.ConnectTimeout | TimeoutError):
            raise httpcore.ConnectTimeout(str(failure))
        raise httpcore.ConnectError(str(failure))

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Refuse: no link leads to a socket of this machine."""
        raise LinkRefused(self._source, "a link may not lead to a socket of this machine.")

    def _checked(self, host: str, port: int) -> list[str]:
        literal = _literal(host)
        addresses = [literal] if literal else self._resolved(host, port)
        for address in addresses:
            if not is_public(address):
                raise LinkRefused(
                    self._source,
                    f"{host} is at {address}, an address that is not on the open internet; "
                    "save the page from the browser and add the file.",
                )
        return addresses

    def _resolved(self, host: str, port: int) -> list[str]:
        """Ask the resolver in a thread of its own: the system's cannot be given a deadline."""
        answer: list[str] = []

        def ask() -> None:
            with contextlib.suppress(OSError, UnicodeError):  # the empty answer says so
                answer.extend(self._resolver(host, port))

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if not answer:
            what = "could not be found in time" if thread.is_alive() else "does not exist"
            raise LinkFailed(
                self._source, f"the host {host} {what}; check the address and the connection."
            )
        return list(answer)


def _literal(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return ""


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline, however slowly the bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of `buffer`."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go on encrypted, under the same deadline."""
        seconds = self._deadline.left(timeout)
        return TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._stream.get_extra_info(info)
