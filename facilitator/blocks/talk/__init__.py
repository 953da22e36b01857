"""Talk: one topic at a time."""
