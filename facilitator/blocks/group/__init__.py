"""Group: cards that say the same, put together and named."""
