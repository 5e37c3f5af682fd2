"""What the pages of the workspace Theory share, and what each is made of."""
