"""What can be run: activities, plans, and the checks they must pass."""
