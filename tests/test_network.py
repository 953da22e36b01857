"""The address in the code is the one that phones in the room can reach."""

from __future__ import annotations

import asyncio

import pytest

from facilitator.network import Adapter, Network, adapters, public, rank, url, warning

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
