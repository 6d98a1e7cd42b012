"""The sealer: role amaan_audit, reads facts and adds links and roots."""

from amaan.site.settings.base import *

ROOT_URLCONF = "amaan.site.urls_staff"
AMAAN_SITE = "audit"
AMAAN_KEY_DOOR = "worker"
DATABASES = {"default": database("amaan_audit")}
MIDDLEWARE = IDLE_MIDDLEWARE
