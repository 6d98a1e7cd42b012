"""The worker, which does timed and deferred work: role amaan_worker, policies of its own."""

from amaan.site.settings.base import *

ROOT_URLCONF = "amaan.site.urls_staff"
AMAAN_SITE = "worker"
AMAAN_KEY_DOOR = "worker"
DATABASES = {"default": database("amaan_worker")}
MIDDLEWARE = IDLE_MIDDLEWARE
