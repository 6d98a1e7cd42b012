"""How tasks and notices are put before the eye."""
