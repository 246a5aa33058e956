"""How the house looks: one stylesheet out of many, and what is drawn from it."""
