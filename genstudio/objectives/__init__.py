"""Objectives: pure functions of tensors, one value an example."""
