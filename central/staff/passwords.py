"""Passwords: refused when weak, kept as Argon2id hashes, compared in equal time."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from central.staff.errors import WeakPassword
from contract.values import search_key

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 6
# Longer than SHORTEST and still among the first that anyone tries.
COMMON = frozenset({
    "123456789012", "1234567890123", "12345678901234", "password1234", "password12345",
    "qwertyuiop12", "qwertyuiop123", "administrator", "iloveyou1234", "qazwsxedcrfv",
    "1q2w3e4r5t6y", "shahrdari1405", "shahrdari1404", "pishkhan1405", "pishkhan1234",
})  # fmt: skip

_hasher = PasswordHasher()


@cache
def _nobodys() -> str:
    """Verifying against it takes as long as against a real one: time does not tell who exists."""
    return _hasher.hash("no account has this password")


def check_strength(password: str, account: str) -> None:
    """Raises WeakPassword with what is missing."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(
            f"The password has {len(password)} characters.",
            f"Use {SHORTEST} to {LONGEST}; several words are easy to remember.",
        )
    if len(set(password)) < FEWEST_DIFFERENT:
        raise WeakPassword("The password repeats few characters.", "Use several words.")
    folded = search_key(password)
    if folded in COMMON or account in folded:
        raise WeakPassword(
            "The password is common, or holds the account's name.", "Use several unrelated words."
        )


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def verify_password(password: str, password_hash: str | None) -> bool:
    """False for a wrong password and for no account; both take the same time."""
    nobodys = _nobodys()  # whoever asks first, with an account or without, waits for it
    try:
        _hasher.verify(password_hash or nobodys, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return password_hash is not None
