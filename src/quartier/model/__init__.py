"""What things are: programmes, conditions, projects, plans, money. Typed, validated, no behaviour beyond invariants.

Reading files, finding places, matching and planning belong to the layers to the right; nothing here imports them.
"""
