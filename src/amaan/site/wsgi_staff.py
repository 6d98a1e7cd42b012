"""The staff site as a WSGI application."""

from amaan.node.serving import application as site

application = site("staff")
