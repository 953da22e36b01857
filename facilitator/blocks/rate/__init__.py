"""Rate: points on a scale, and how they are counted."""
