"""The solver model: an instance as an exact integer programme for OR-Tools CP-SAT, solved stage by stage.

Only `planning.solving` imports this package, and only when a plan is wanted, because OR-Tools takes most of a second to
load. What the checker (`planning.checking`) knows of the rules it knows by itself; nothing here is shared with it.
"""
