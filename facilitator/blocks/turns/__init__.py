"""Turns: who speaks, one after another."""
