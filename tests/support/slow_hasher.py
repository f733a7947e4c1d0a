"""A password hash that takes long enough to be seen, and not as long as the real one."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class SlowHasher(PBKDF2PasswordHasher):
    """About an eighth of a second."""

    algorithm = "pbkdf2_sha256_test"
    iterations = 600_000
