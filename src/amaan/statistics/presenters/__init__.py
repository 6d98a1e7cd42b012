"""How figures are said and drawn in each language."""
