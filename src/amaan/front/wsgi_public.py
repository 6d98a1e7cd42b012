"""The public site as a WSGI application."""

from amaan.front.machine.serving import application as site

application = site("public")
