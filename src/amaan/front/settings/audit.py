"""The sealer: role amaan_audit, reads facts and adds links and roots."""

from amaan.front.settings.base import *

ROOT_URLCONF = "amaan.front.urls_staff"
AMAAN_SITE = "audit"
AMAAN_KEY_DOOR = "worker"
DATABASES = {"default": database("amaan_audit")}
MIDDLEWARE = IDLE_MIDDLEWARE
