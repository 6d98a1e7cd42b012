"""Pages of casework: the list, one dossier, and the acting unit's steps on a report."""
