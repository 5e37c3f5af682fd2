"""Where images come from: one file a source, each with a Config and a load()."""
