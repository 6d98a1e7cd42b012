"""Is this one of the passwords that are tried first? The list comes with Django."""

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator


@cache
def listed() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def is_common(password: str) -> bool:
    return password.strip().lower() in listed()
