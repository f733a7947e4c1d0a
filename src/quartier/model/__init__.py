"""What things are: programmes, conditions, projects, plans and money. Typed, validated, without behaviour beyond their invariants.

Reading files, finding places, matching and planning belong to the layers to the right; nothing here imports them.
"""
