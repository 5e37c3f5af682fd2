"""genstudio: train, explore and understand deep generative models."""

__version__ = "0.1.0"
