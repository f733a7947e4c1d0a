"""The form for programme editions: every field of the format with words of its own, and back without any loss."""
