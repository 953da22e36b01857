"""Every activity that is installed keeps the contract."""

from facilitator.testing.suite import *  # noqa: F403
