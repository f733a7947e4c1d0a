"""One project against all programmes: three-valued conditions with reasons, the next question, what would change it.

Money is only bounded here; how programmes are combined and what each of them pays is decided in `quartier.planning`.
"""
