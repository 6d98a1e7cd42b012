"""Writes of the intake capability, one verb each, by who acts: reporter, platform, desk, unit."""
