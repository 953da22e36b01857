"""Claim: slots that people take by themselves."""
