"""The public site as a WSGI application."""

from amaan.node.serving import application as site

application = site("public")
