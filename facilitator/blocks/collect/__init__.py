"""Collect: cards that people write, and what becomes of them."""
