"""The program `amaan`: every command that a person or a timer runs on a node."""

from amaan.front.command_line.program import main

__all__ = ["main"]
