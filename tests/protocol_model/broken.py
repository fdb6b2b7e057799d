"""A promise of the protocol that was not kept."""


class Broken(BaseException):
    """Says which, and by whom. No code of ours may catch it, as a hub's worker does each Exception
    of one message: an answer is judged while it is being sent."""
