"""What every layer shares: settings, events, paths. No torch, no Qt."""
