"""Writes of the security capability, one verb each."""
