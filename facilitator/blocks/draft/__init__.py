"""Draft: sentences with every wording that was put to people."""
