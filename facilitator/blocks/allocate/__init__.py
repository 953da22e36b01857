"""Allocate: points of everyone over a few lines, unseen, that come to exactly one total."""
