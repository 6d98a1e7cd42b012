"""What stands on the home page besides tasks and notices, each module one kind of work; and where
its pages are.
"""

from django.urls import NoReverseMatch, reverse


def address(url_name: str) -> str:
    """The address of a page, or nothing where this node has no such page."""
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""
