"""What the pages of the statistics capability ask."""
