"""The address in the code is the one that phones in the room can reach."""

from __future__ import annotations

import asyncio
import socket

import pytest

from facilitator.host.instance import listening_on_all
from facilitator.host.network import Adapter, Network, adapters, other_names, public, rank, url, warning

LOOPBACK = Adapter("lo", "127.0.0.1", 8)

WINDOWS_HOTSPOT = [
    Adapter("Intel(R) Ethernet Connection I219-LM Ethernet", "10.20.30.40", 24),
    Adapter("Hyper-V Virtual Ethernet Adapter vEthernet (WSL)", "172.28.16.1", 20),
    Adapter("Microsoft Wi-Fi Direct Virtual Adapter #2 Local Area Connection* 10", "192.168.137.1", 24),
]
MAC_WITH_VPN = [Adapter("utun3", "10.8.0.6", 24), Adapter("en5", "192.168.7.9", 24), Adapter("en0", "192.168.1.23", 24)]
LINUX_WITH_TAILSCALE = [
    Adapter("docker0", "172.17.0.1", 16),
    Adapter("br-5f3c2b1a9d8e", "172.18.0.1", 16),
    Adapter("tailscale0", "100.101.102.103", 32),
    Adapter("wlp3s0", "192.168.1.20", 24),
]
LINUX_HOTSPOT = [Adapter("enp0s31f6", "192.168.50.12", 24), Adapter("wlp3s0", "10.42.0.1", 24)]
NO_DHCP = [Adapter("Intel(R) Wi-Fi 6 AX201 Wi-Fi", "169.254.10.20", 16)]


@pytest.mark.parametrize(
    ("seen", "best"),
    [
        (WINDOWS_HOTSPOT, "192.168.137.1"),
        (MAC_WITH_VPN, "192.168.1.23"),
        (LINUX_WITH_TAILSCALE, "192.168.1.20"),
        (LINUX_HOTSPOT, "10.42.0.1"),
    ],
)
def test_the_network_of_the_room_comes_first(seen, best):
    for order in (seen, seen[::-1]):
        ranked = rank([LOOPBACK, *order])
        assert ranked[0].address == best
        assert LOOPBACK not in ranked
        assert warning(ranked) == ""


WIFI = Adapter("Intel(R) Wi-Fi 6 AX201 160MHz Wi-Fi", "192.168.1.20", 24)
CABLE = Adapter("eth0", "192.168.5.20", 24)


@pytest.mark.parametrize(
    "name",
    [
        "PANGP Virtual Ethernet Adapter Secure Ethernet 4", "gpd0", "GlobalProtect",
        "Juniper Networks Virtual Adapter Ethernet 3", "Pulse Secure", "jnprtun0", "Zscaler Network Adapter 1.0.2.0",
        "zcctun0", "CloudflareWARP", "Cloudflare WARP Interface", "vnic0", "Parallels Shared #0 vnic1", "vmenet0",
        "cscotun0", "Cisco AnyConnect Virtual Miniport", "Fortinet SSL VPN", "fortissl0", "utun9", "tun0", "tap0",
        "TAP-Windows Adapter V9", "wg0", "wt0", "ppp0", "NordLynx", "ztabcdef12", "Check Point Virtual Network Adapter",
        "br-5f3c2b1a9d8e", "docker0", "vEthernet (Default Switch)", "VMware Network Adapter VMnet8", "incusbr0",
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", [24, 32])
def test_a_tunnel_or_a_virtual_network_never_comes_first(name, prefix):
    for address in ("10.8.0.6", "172.16.4.2", "100.96.0.5", "192.168.44.7"):
        for real in (WIFI, CABLE):
            assert rank([Adapter(name, address, prefix), real])[0] == real, name
        assert "tunnel" in str(warning(rank([Adapter(name, address, prefix)]))), name


@pytest.mark.parametrize(
    "real",
    [
        Adapter("wlp2s0", "100.70.1.20", 16), Adapter("en0", "100.64.12.9", 20), Adapter("eth0", "100.100.3.4", 22),
        Adapter("Wi-Fi", "141.20.5.6", 22), Adapter("enp3s0", "131.130.2.3", 24),
    ],
)  # fmt: skip
def test_the_network_of_a_campus_is_no_tunnel(real):
    assert warning(rank([real])) == ""
    tailscale = Adapter("tailscale0", "100.101.102.103", 32)
    assert rank([tailscale, real, Adapter("docker0", "172.17.0.1", 16)])[0] == real


def test_the_hotspot_of_this_laptop_comes_before_its_wifi():
    for hotspot in (
        Adapter("ap0", "192.168.12.1", 24),
        Adapter("ap0", "10.3.141.1", 24),
        Adapter("uap0", "10.9.9.1", 24),
    ):
        assert rank([WIFI, hotspot])[0] == hotspot


def test_it_may_be_asked_by_name_and_by_its_other_addresses():
    names = frozenset({"laptop-of-sam.local", "fd00::2", "2001:db8::7"})
    network = Network(8080, look=lambda: [WIFI], names=lambda: names)
    assert network.hosts >= {"192.168.1.20", "localhost", *names}
    assert any(name.endswith(".local") for name in other_names()) and "" not in other_names()


def test_without_an_address_from_the_network_it_says_so():
    assert "no address" in str(warning(rank([LOOPBACK, *NO_DHCP])))
    assert "no network" in str(warning(rank([LOOPBACK])))


def test_a_mac_bridge_may_be_a_hotspot_or_a_virtual_machine_so_it_asks_for_a_try():
    seen = [Adapter("en0", "192.168.1.23", 24), Adapter("bridge100", "192.168.2.1", 24)]
    assert "own phone" in str(warning(rank(seen)))
    alone = [Adapter("en0", "192.168.1.23", 24), Adapter("bridge100", "192.168.64.1", 24)]
    assert rank(alone)[0].name == "en0"
    assert warning(rank(alone)) == ""


def test_a_tunnel_alone_is_doubted():
    assert "tunnel" in str(warning(rank([Adapter("wg0", "10.0.0.2", 32)])))


def test_the_machine_itself_can_be_asked():
    assert any(adapter.address == "127.0.0.1" for adapter in adapters())


def test_addresses_are_short_and_upper_case():
    assert url("192.168.1.20", 8080) == "http://192.168.1.20:8080"
    assert url("laptop.local", 80) == "http://LAPTOP.LOCAL"
    assert url("fd00::2", 8080) == "http://[FD00::2]:8080"
    assert public("https://workshop.example/") == "https://WORKSHOP.EXAMPLE"


@pytest.mark.parametrize(
    "wrong", ["workshop.example", "ftp://a.example", "https://a.example/x", "https://a.example?q=1", "https://"]
)
def test_a_public_address_is_only_a_host(wrong):
    with pytest.raises(ValueError, match="like https"):
        public(wrong)


def test_a_chosen_address_wins_and_is_checked():
    network = Network(8080, address="192.168.9.9", look=lambda: LINUX_WITH_TAILSCALE)
    assert network.join_address == "http://192.168.9.9:8080"
    assert "192.168.9.9" in str(network.warning)
    network.choose("172.17.0.1")
    assert network.join_address == "http://172.17.0.1:8080"
    assert network.warning == ""
    network.choose("")
    assert network.join_address == "http://192.168.1.20:8080"


def test_a_public_address_stands_over_everything():
    network = Network(8080, address="192.168.9.9", public_url="https://workshop.example", look=lambda: [])
    assert network.join_address == "https://WORKSHOP.EXAMPLE"
    assert network.warning == ""
    assert "workshop.example" in network.hosts


def test_a_server_on_one_address_is_joined_there():
    network = Network(9000, host="127.0.0.1", look=lambda: LINUX_WITH_TAILSCALE)
    assert network.join_address == "http://127.0.0.1:9000"
    assert "this laptop only" in str(network.warning)
    assert network.hosts >= {"localhost", "127.0.0.1", "192.168.1.20"}


async def test_a_change_of_the_network_is_told_once():
    seen = [NO_DHCP, NO_DHCP, LINUX_HOTSPOT, LINUX_HOTSPOT]
    network = Network(8080, look=lambda: seen.pop(0) if len(seen) > 1 else seen[0])
    told: list[str] = []
    watching = asyncio.create_task(network.watch(lambda: told.append(network.join_address), every=0.001))
    while len(seen) > 1 or not told:
        await asyncio.sleep(0.001)
    watching.cancel()
    assert told == ["http://10.42.0.1:8080"]


def test_a_server_on_all_addresses_listens_on_those_of_ipv6_too():
    with listening_on_all("0.0.0.0", 0) as sockets:
        port = sockets[0].getsockname()[1]
        for address in ["127.0.0.1", *(["::1"] if len(sockets) > 1 else [])]:
            socket.create_connection((address, port), 2).close()
        assert len(sockets) == (2 if _has_ipv6() else 1)
    with listening_on_all("127.0.0.1", 0) as sockets:
        assert len(sockets) == 1


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True
