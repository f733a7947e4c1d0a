"""The Django site: one app per offer. Of each other apps import only `services.py`; the engine knows nothing of it."""
