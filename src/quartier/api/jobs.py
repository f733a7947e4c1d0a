"""Plans that are still being computed, as others see them."""

from __future__ import annotations

from pydantic import BaseModel


class JobOut(BaseModel):
    """A job: where to ask again, its state (queued or running), what is being computed."""

    job: str
    state: str
    progress: str
