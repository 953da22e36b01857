"""Ledger: what earlier steps and sessions left, looked at again."""
