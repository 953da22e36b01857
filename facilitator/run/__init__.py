"""One running activity: its rules of phase and round, its state, slips, who is here, and how it is drawn."""
