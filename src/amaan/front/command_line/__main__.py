"""`python -m amaan.front.command_line`: the program without an installed script."""

from amaan.front.command_line.program import main

main()
