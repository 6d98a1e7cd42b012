"""How does a sample page say one sentence in two languages without a translation file?"""

from django import template

from amaan.ui.language import Language, current

register = template.Library()


@register.simple_tag
def t(english: str, urdu: str) -> str:
    return english if current() is Language.ENGLISH else urdu
