"""Pages of the security capability: signing in, seats, staff, and who read what."""
