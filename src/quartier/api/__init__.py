"""HTTP and JSON: the answers of the command line for other programs. No key is needed; everybody gets a fair share."""
