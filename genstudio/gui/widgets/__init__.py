"""Widgets that know arrays and events, not models."""
