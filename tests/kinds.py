"""Kinds of facts that only tests record, one of each release class."""

from amaan.kernel.fact import Release
from amaan.ledger.rules.releases import declare

STEP = "test.step"
KIND_OF = {Release.NODE: STEP, Release.NATIONAL: "test.national", Release.PUBLIC: "test.public"}

declare({kind: release for release, kind in KIND_OF.items()})
