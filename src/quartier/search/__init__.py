"""Search by project words: „Mittagstisch für Senioren“ finds the programmes that mean it. Ranks only, decides nothing.

One German normaliser reads the catalogue and what people type; words that mean the same are data (`catalogue/search/`).
"""
