"""``python -m arnews`` is the command line."""

from arnews.cli import main

if __name__ == "__main__":
    main(prog_name="arnews")
