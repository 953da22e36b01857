"""Options: a list that is made clear before anyone answers about it."""
