"""How a project that has findings begins: what is known already, and what a change brings."""
