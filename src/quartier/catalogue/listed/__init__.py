"""Listed programmes: the Förderdatenbank des Bundes, imported whole or not at all, stored outside the repository.

Reads and judges coarsely only. What the catalogue has modelled is elsewhere and never mixed with these.
"""
