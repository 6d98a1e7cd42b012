"""How is a sample page made without a view? The product's own templates, and a plain request."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory, override_settings
from django.utils import translation

from tests.web.ui.gallery.samples import PAGES

HERE = Path(__file__).parent
LANGUAGES = ("en", "ur")


@cache
def engine() -> DjangoTemplates:
    """The site's own template engine, which also finds the samples."""
    options = settings.TEMPLATES[0]["OPTIONS"] | {
        "loaders": [
            "django_cotton.cotton_loader.Loader",
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ],
        "libraries": {"gallery": "tests.web.ui.gallery.tags"},
    }
    dirs = [HERE / "templates"]
    return DjangoTemplates({"NAME": "gallery", "DIRS": dirs, "APP_DIRS": False, "OPTIONS": options})


def rendered(name: str, lang: str, **more: object) -> str:
    """The HTML of one sample page in one language; `more` is added to its context."""
    template, fill = PAGES[name]
    request = RequestFactory().get(f"/{name}")
    with override_settings(ROOT_URLCONF="tests.web.ui.gallery.routes"), translation.override(lang):
        return str(engine().get_template(template).render(fill(lang) | more, request))
