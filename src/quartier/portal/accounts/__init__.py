"""Accounts: who somebody is, what they may do, what is kept about them and for how long."""
