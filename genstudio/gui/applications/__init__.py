"""The workspace of the applications: what its pages share."""
