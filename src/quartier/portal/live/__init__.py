"""Carrying a plan out: decisions, dates, plan and actual figures, settlement, what remains afterwards."""
