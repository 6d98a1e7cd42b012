"""The ledger's own process and proofs: `amaan sealer`, `amaan audit verify`."""

from amaan.ledger.management.verifying import program

__all__ = ["program"]
