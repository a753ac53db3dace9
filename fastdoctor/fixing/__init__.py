"""How findings are repaired: edits are made, checked, and taken back where they do not help."""
