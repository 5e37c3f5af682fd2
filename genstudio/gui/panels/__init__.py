"""Panels, one a task: they mirror the session, hold no state, never call each other."""
