"""Vote: dots on options, and how they are counted."""
