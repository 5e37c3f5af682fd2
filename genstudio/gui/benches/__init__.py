"""One file a page of the workspace Theory, named as its bench in `genstudio.analysis.theory`.

Each has `TITLE`, `ORDER` and a `Page`, a `gui.theory.page.BenchPage`.
"""
