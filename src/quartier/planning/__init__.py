"""Financing plans: which programmes to combine for a project so that it lasts, checked before anybody sees them."""
