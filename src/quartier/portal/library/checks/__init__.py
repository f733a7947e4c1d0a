"""What may come into the Mediathek: decided by the content of a file, never by its name or by what the browser says."""
