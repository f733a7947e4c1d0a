"""What fits a project: the engine's answer in three groups, the questions that decide, what would have to change."""
