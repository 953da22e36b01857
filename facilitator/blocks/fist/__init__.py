"""Fist of five: how far people can go along with a proposal."""
