"""Running the portal: health, metrics, logs, backup, deletion periods."""
