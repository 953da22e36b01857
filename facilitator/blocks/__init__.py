"""Blocks: the kinds of input that activities are composed of, a folder each."""
