"""Training: the loop, its checkpoints, and the folder that a run is."""
