"""What does the sign-in library say and allow by itself? Nothing: our pages speak."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class QuietAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """No sign-up, no messages in words that are not ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened, in both languages."""
