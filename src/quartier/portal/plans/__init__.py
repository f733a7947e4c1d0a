"""Financing plans on the web: solved in processes of their own, shown side by side, explained to the euro."""
