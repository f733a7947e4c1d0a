"""Tags of the newsroom."""
