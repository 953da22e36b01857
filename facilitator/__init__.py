"""A facilitator's toolkit: one program on a laptop runs a workshop with everyone in the room."""

__version__ = "0.1.0"
