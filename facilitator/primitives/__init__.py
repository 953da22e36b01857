"""The building blocks that hold what people put in: plain data and its rules, without a word of HTML.

Each keeps its data in one dataclass that survives JSON, refuses an input with a sentence before it changes anything,
and counts exactly. An activity is made of these and needs no input of its own.
"""
