"""The parts of the command line: its words, its questions from files, what it shows."""
