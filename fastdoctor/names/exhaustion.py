"""How the interpreter says that it gives something up."""


class Exhausted(Exception):
    """A call took more steps than it may."""
