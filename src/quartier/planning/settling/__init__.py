"""Settlement: what grants become when the real figures come in. Plain arithmetic, nothing shared with the solver."""
