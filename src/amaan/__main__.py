"""The program `amaan`, also as `python -m amaan`: tells `node` the names of what stands above it
(docs/adr/0014-folders-show-the-processes.md).
"""

from amaan.node.command_line.program import Above
from amaan.node.command_line.program import main as run

ABOVE = Above(
    settings="amaan.site.settings",
    programs={"demo": "amaan.demo.management", "serve": "amaan.site.serving"},
    kinds={"demo": "owner"},
)


def main() -> None:
    run(ABOVE)


if __name__ == "__main__":
    main()
