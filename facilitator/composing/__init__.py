"""How an activity is composed: blocks hold one kind of input each, panels show them, phases put panels in order."""

from facilitator.composing.activity import Activity
from facilitator.composing.block import Block
from facilitator.composing.brought import brought
from facilitator.composing.checks import inspect
from facilitator.composing.inputs import Input, SheetInput
from facilitator.composing.panel import Panel, Paper
from facilitator.composing.phase import Marked, Phase
from facilitator.composing.together import Together
from facilitator.composing.told import told
from facilitator.shelf import Shelf

__all__ = [
    "Activity", "Block", "Input", "Marked", "Panel", "Paper", "Phase", "SheetInput", "Shelf", "Together", "brought",
    "inspect", "told",
]  # fmt: skip
