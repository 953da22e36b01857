"""Finds the files that are served or read: beside the packages in a checkout, inside the package in a wheel."""

from functools import cache
from pathlib import Path


@cache
def assets() -> Path:
    """The folder of scripts, styles, fonts, icons and plans."""
    here = Path(__file__).resolve().parent.parent
    return next(folder for folder in (here / "assets", here.parent / "assets") if folder.is_dir())
