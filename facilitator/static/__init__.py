"""What comes with the program and is served as it is: scripts, letters, styles, and where they lie."""
