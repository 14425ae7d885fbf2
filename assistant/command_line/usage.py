"""What is wrong with a command as it was given, where the parser cannot tell."""

from __future__ import annotations


class WrongUsage(Exception):
    """The command cannot be run as it was given; `str()` says why. The exit code is 2."""
