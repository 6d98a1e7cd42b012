"""A capability is entered only by its public modules."""

import grimp
from grimp import ImportGraph

PUBLIC_MODULES = {"rules", "queries", "actions"}
OPEN_CAPABILITIES = {"kernel", "ui", "access", "keyservice", "node", "site", "demo"}


def trespasses(graph: ImportGraph) -> list[tuple[str, str]]:
    """Imports that enter another capability by a private module."""
    found = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            here, there = importer.split("."), imported.split(".")
            crosses = len(here) > 1 and len(there) > 2 and here[1] != there[1]
            closed = crosses and not {here[1], there[1]} & OPEN_CAPABILITIES
            if closed and there[2] not in PUBLIC_MODULES:
                found.append((importer, imported))
    return found


def test_capabilities_are_entered_by_their_public_modules() -> None:
    graph = grimp.build_graph("amaan", exclude_type_checking_imports=True)
    assert trespasses(graph) == []
