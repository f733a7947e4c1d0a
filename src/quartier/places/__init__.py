"""Places: the register of municipalities, facts that follow from a place, finding by name, importing official files.

Conditions over these facts are judged in `quartier.matching`; showing places to people is left to the layers above.
"""
