"""What the model finds: a promise of the protocol that the real code did not keep."""


class Broken(AssertionError):
    """One promise, and what happened instead."""
