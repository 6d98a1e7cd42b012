"""The staff site as a WSGI application."""

from amaan.front.machine.serving import application as site

application = site("staff")
