"""Pages of the directory: lists, entries, changes in two steps, files, and help for the public."""
