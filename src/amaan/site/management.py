"""What does the site add to the program `amaan`? What it writes down about itself."""

from amaan.site.documents.generating import program

__all__ = ["program"]
