"""The command line: the same engine, driven from a terminal."""
