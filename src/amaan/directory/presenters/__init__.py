"""How the directory's rows and facts are said on a page."""
