"""The operation app."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """Running the portal: health, metrics, logs, backup, deletion periods."""

    name = "quartier.portal.operation"
    label = "operation"
