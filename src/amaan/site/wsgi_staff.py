"""The staff site as a WSGI application."""

from amaan.node.serving import application as serve

application = serve("amaan.site.settings.staff")
