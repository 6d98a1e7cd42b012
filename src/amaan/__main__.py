"""The program `amaan`, also as `python -m amaan`."""

from amaan.node.command_line.program import main

if __name__ == "__main__":
    main()
