"""Migrations: role amaan_owner, never used while the sites run."""

from amaan.site.settings.base import *

ROOT_URLCONF = "amaan.site.urls_staff"
AMAAN_SITE = "owner"
AMAAN_KEY_DOOR = "worker"
DATABASES = {"default": database("amaan_owner")}
MIDDLEWARE = IDLE_MIDDLEWARE
