"""Passwords and tokens: argon2id at the ASVS 5.0 floor, tokens kept only as their hash."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# ASVS 5.0.0 Appendix C: argon2id with at least 46 MiB (47,104 KiB) at t=1, p=1.
HASHER = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
# Checked where there is no account, so that the answer takes as long and tells nothing.
NOBODYS = HASHER.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """The hash to keep."""
    return HASHER.hash(password)


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the right one; as slow for an account that does not exist."""
    try:
        return HASHER.verify(password_hash or NOBODYS, password) and password_hash is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def new_secret() -> str:
    """256 random bits to hand out once."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
