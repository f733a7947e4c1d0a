"""What every page shares: layout, start page, search over everything, legal pages, feedback."""
