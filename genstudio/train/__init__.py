"""Everything about a run: the loop, its settings, its folder, its checkpoints."""
