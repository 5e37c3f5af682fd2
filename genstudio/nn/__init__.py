"""Networks that several families share."""
