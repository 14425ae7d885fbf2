"""Serve the assistant: `python app.py`, then open the address it says."""

from __future__ import annotations

import sys

from assistant.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
