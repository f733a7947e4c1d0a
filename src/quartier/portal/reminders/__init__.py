"""Reminders by mail, for those who ask for them, and what a change of the catalogue touches."""
