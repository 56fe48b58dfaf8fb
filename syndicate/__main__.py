"""``python -m syndicate``: the command line without its script."""

from syndicate.cli import main

if __name__ == "__main__":
    main()
