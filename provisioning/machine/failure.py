"""Why a machine could not be made ready, and what to do about it."""


class SetUpFailed(Exception):
    """Shown to a person as two lines; whatever was done until then stays and is not repeated."""

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step
