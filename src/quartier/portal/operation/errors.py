"""What keeps the operator from going on, said in a sentence with the way out."""

from __future__ import annotations


class OperationError(Exception):
    """The text is German and complete: it is shown as it stands."""
