"""What the truth test finds: a statement of a driver that paper or ledger do not bear out."""


class Lie(AssertionError):
    """One statement that is wrong, and what really happened."""
