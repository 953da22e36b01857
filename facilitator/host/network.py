"""Finds the address under which phones reach this laptop, and keeps it up to date.

A laptop has many addresses: Wi-Fi, its own hotspot, tunnels, virtual machines. Asking the system for its route to the
outside answers with the tunnel as soon as there is one. So every address is given points by what its name and number
say, and the best one goes into the code on the board. Nobody is sure, so the list can be shown and another one chosen.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, ip_address
from urllib.parse import urlsplit

import ifaddr

from facilitator.i18n import Words, _

ANY = ("0.0.0.0", "::", "")


@dataclass(frozen=True)
class Adapter:
    """One IPv4 address of this laptop. `prefix` is the length of the network part, such as 24."""

    name: str
    address: str
    prefix: int


def rank(adapters: Iterable[Adapter]) -> list[Adapter]:
    """The addresses that another device could use, most likely first. Loopback is left out."""
    others = [adapter for adapter in adapters if not IPv4Address(adapter.address).is_loopback]
    return sorted(others, key=lambda adapter: (-_points(adapter), adapter.name, IPv4Address(adapter.address)))


def warning(ranked: list[Adapter]) -> Words:
    """A sentence for the facilitator if the first address may be wrong, or empty."""
    if not ranked:
        return _("This laptop is on no network. Join a Wi-Fi or start a hotspot.")
    best = ranked[0]
    if IPv4Address(best.address).is_link_local:
        return _("The network gave this laptop no address. Join the Wi-Fi again or start a hotspot.")
    if _points(best) < 0:
        return _("Only a tunnel or a virtual network was found. Phones may not reach it.")
    if len(ranked) > 1 and _points(ranked[1]) == _points(best):
        return _("Two networks look equally good. Try the code with your own phone.")
    return ""


def adapters() -> list[Adapter]:
    """The IPv4 addresses of this laptop now: they are short enough to be typed, so they go into the code."""
    # Windows names the device and the connection apart ("Intel Wi-Fi 6", "Wi-Fi 2"); elsewhere the two are one.
    return [
        Adapter(" ".join(dict.fromkeys((adapter.nice_name, ip.nice_name))), ip.ip, ip.network_prefix)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    ]


def other_names() -> frozenset[str]:
    """What else this laptop is called in its network now: its IPv6 addresses, its name, and that with `.local`."""
    six = {ip.ip[0].partition("%")[0].lower() for each in ifaddr.get_adapters() for ip in each.ips if ip.is_IPv6}
    name = socket.gethostname().lower().removesuffix(".local")
    return frozenset({*six, name, f"{name.partition('.')[0]}.local"}) - {"", ".local"}


def url(host: str, port: int) -> str:
    """The shortest address of a host (number or name) and port; all but `http` in capitals, which the code likes."""
    shown = f"[{host}]" if ":" in host else host
    return "http://" + f"{shown}{'' if port == 80 else f':{port}'}".upper()


def public(text: str) -> str:
    """A public address as it goes into the code. Raises ValueError with a sentence if it is more than a host."""
    parts = urlsplit(text)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(str(_("Please give it like https://workshop.example, with nothing after the name.")))
    if parts.query or parts.fragment or parts.username:
        raise ValueError(str(_("Please give it like https://workshop.example, with nothing after the name.")))
    return f"{parts.scheme.lower()}://{parts.netloc.upper()}"


class Network:
    """The join address of a running server, watched for changes.

    `address` fixes a number or name, `public_url` fixes the whole address; without them the best address wins. A
    server that listens on one address only (`host`) can be joined only there.
    """

    def __init__(
        self,
        port: int,
        *,
        host: str = "0.0.0.0",
        address: str = "",
        public_url: str = "",
        look: Callable[[], list[Adapter]] = adapters,
        names: Callable[[], frozenset[str]] = other_names,
    ) -> None:
        self.port = port
        self.chosen = address or ("" if host in ANY else host)
        self.public_url = public(public_url) if public_url else ""
        self.choices: list[Adapter] = []
        self._look, self._names = look, names
        self.names = names()
        self._take(look())

    @property
    def join_address(self) -> str:
        """What goes into the code and under it: `http://192.168.1.20:8080`."""
        if self.public_url:
            return self.public_url
        best = self.choices[0].address if self.choices else "127.0.0.1"
        return url(self.chosen or best, self.port)

    @property
    def warning(self) -> Words:
        """A sentence for the facilitator if phones may not reach the address, or empty."""
        if self.public_url:
            return ""
        if not self.chosen:
            return warning(self.choices)
        if _is_loopback(self.chosen):
            return _("The server listens on this laptop only. Phones cannot join.")
        if _is_number(self.chosen) and self.chosen not in {adapter.address for adapter in self.choices}:
            return _("This laptop does not have the address {address} now.", address=self.chosen)
        return ""

    @property
    def hosts(self) -> frozenset[str]:
        """Every name, in lower case and without a port, under which this server may be asked."""
        own = {adapter.address for adapter in self.choices}
        told = {_host(self.join_address), self.chosen.lower()} - {""}
        return frozenset({"localhost", "127.0.0.1", "::1", *told, *own, *self.names})

    def choose(self, address: str) -> None:
        """Fix the address to one of `choices` or to a name; empty goes back to the best one."""
        self.chosen = address

    async def watch(self, changed: Callable[[], None], every: float = 4.0) -> None:
        """Look again every few seconds for as long as the server runs, and call `changed` when something did."""
        while True:
            await asyncio.sleep(every)
            self.names = await asyncio.to_thread(self._names)
            if self._take(await asyncio.to_thread(self._look)):
                changed()

    def _take(self, seen: list[Adapter]) -> bool:
        before, self.choices = self.choices, rank(seen)
        return before != self.choices


TUNNEL = re.compile(
    r"^(u?tun|tap|wg|wt|ppp|zt|ipsec|gpd|zcc|csco|jnpr)\w*\d|tailscale|zerotier|netbird|hamachi|wireguard|wintun|openvpn"
    r"|tap-windows|nordlynx|mullvad|proton|anyconnect|cisco secure|forti(net|client|ssl)|global ?protect|pangp|juniper"
    r"|pulse ?secure|ivanti|zscaler|cloudflare|\bwarp\b|check ?point|sonicwall|netextender|\bvpn|ssl-?vpn",
    re.IGNORECASE,
)  # fmt: skip
VIRTUAL = re.compile(
    r"^(docker|br-|veth|virbr|vboxnet|vmnet|vmenet|vnic|lxc|lxd|incus|podman|cni|cali|cilium|flannel|kube)|virtualbox"
    r"|vmware|parallels|hyper-v|vethernet|\bwsl\b",
    re.IGNORECASE,
)  # fmt: skip
WIFI = re.compile(r"^(wl|en0$)|wi-?fi|wlan|wireless|airport", re.IGNORECASE)
OWN_HOTSPOT = re.compile(r"^(ap|uap|softap|swlan)\d", re.IGNORECASE)
MAC_BRIDGE = re.compile(r"^bridge\d+$")
HOTSPOTS = tuple(map(IPv4Network, ("192.168.137.0/24", "10.42.0.0/24", "192.168.2.0/24", "192.168.12.0/24")))
"""Networks that Windows, Linux and macOS give to their own hotspot. The laptop is the first address in them."""
CARRIER = IPv4Network("100.64.0.0/10")


def _points(adapter: Adapter) -> int:
    address = IPv4Address(adapter.address)
    # A campus may give 100.64.0.0/10 to everyone in its Wi-Fi; a tunnel gives one address of it, without a network.
    points = 5 if address.is_private or address in CARRIER else 0
    points += 10 if WIFI.search(adapter.name) else 0
    points += 30 if any(address == network[1] for network in HOTSPOTS) or OWN_HOTSPOT.search(adapter.name) else 0
    # On a Mac the same bridge carries shared internet and virtual machines: level with Wi-Fi, and a warning says so.
    points -= 20 if MAC_BRIDGE.search(adapter.name) else 0
    points -= 100 if TUNNEL.search(adapter.name) else 0
    points -= 80 if VIRTUAL.search(adapter.name) else 0
    points -= 60 if adapter.prefix >= 31 else 0
    points -= 200 if address.is_link_local else 0
    return points


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").lower()


def _is_number(host: str) -> bool:
    try:
        return ip_address(host).version == 4
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    return host.lower() == "localhost" or host == "::1" or (_is_number(host) and IPv4Address(host).is_loopback)
