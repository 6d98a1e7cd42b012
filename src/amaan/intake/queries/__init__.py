"""Reads of complaints: the reporter's own thread, the desk's queue, and what the rules need."""
