"""`python -m facilitator` is the same as `facilitator`."""

from facilitator.cli import main

if __name__ == "__main__":
    main()
