"""What a client may send over the socket, read strictly: a known kind of message with the shape of an act."""

from __future__ import annotations

from typing import Any

from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT, Packet

from facilitator.session.command import Act

NAMESPACE = "/live"


class Message(Packet):  # type: ignore[misc]
    """What a client sent, read strictly: text only. Anything else counts as a goodbye, without a word in the log."""

    def decode(self, encoded_packet: Any) -> int:
        """Read it; never asks for attachments."""
        try:
            strange = super().decode(encoded_packet) or not self._fits()
        except Exception:  # whatever strangers send
            strange = True
        if strange:
            self.packet_type, self.namespace, self.data, self.id = DISCONNECT, NAMESPACE, None, None
        return 0

    def _fits(self) -> bool:
        if self.packet_type in (CONNECT, DISCONNECT):
            return True
        if self.packet_type == EVENT:
            return isinstance(self.data, list) and bool(self.data) and isinstance(self.data[0], str)
        return bool(self.packet_type == ACK) and isinstance(self.data, list) and self.id is not None


def read_act(data: Any) -> Act | None:
    """What a client sent, if it has the shape of an act."""
    if not isinstance(data, dict):
        return None
    id, do, pairs = data.get("id"), data.get("do"), data.get("pairs")
    if not isinstance(id, str) or not 8 <= len(id) <= 64 or not isinstance(do, str) or not 0 < len(do) <= 500:
        return None
    if not isinstance(pairs, list) or len(pairs) > 300 or not all(map(_is_pair, pairs)):
        return None
    return Act(id, do, tuple((name, text) for name, text in pairs))


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
