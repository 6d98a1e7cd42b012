"""A grant book in a file, so that a test can end a pass or a grant while a real daemon runs."""

import json
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from amaan.kernel.pass_secret import hash_of
from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.core.grants import PassSeat


class FileBook:
    """`GrantBook` over one JSON file, read anew at each question."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def seat_of(self, secret: bytes) -> PassSeat | None:
        found = self._read()["passes"].get(hash_of(secret).hex())
        if found is None:
            return None
        seat, staff, unit = (UUID(text) for text in found.split())
        return PassSeat(seat, staff, unit, "STAFF")

    def live(
        self, unit: UUID, seat: UUID | None, records: Collection[UUID], purpose: str
    ) -> frozenset[UUID]:
        grants = self._read()["grants"]
        return frozenset(record for record in records if f"{unit} {record}" in grants)

    def in_service(self) -> bool:
        return "serving" in self._read()

    def give_pass(self, secret: bytes, seat: PassSeat) -> None:
        self._set("passes", hash_of(secret).hex(), f"{seat.seat} {seat.staff} {seat.unit}")

    def end_pass(self, secret: bytes) -> None:
        self._drop("passes", hash_of(secret).hex())

    def grant(self, unit: UUID, record: UUID) -> None:
        self._set("grants", f"{unit} {record}", "live")

    def end_grant(self, unit: UUID, record: UUID) -> None:
        self._drop("grants", f"{unit} {record}")

    def _read(self) -> dict[str, dict[str, str]]:
        if not self._path.exists():
            return {"passes": {}, "grants": {}}
        text = self._path.read_text()
        if text == "down":
            raise OutsideFailed("the grant book does not answer", permanent=False)
        found: dict[str, dict[str, str]] = json.loads(text)
        return found

    def _set(self, shelf: str, key: str, value: str) -> None:
        book = self._read()
        book[shelf][key] = value
        self._path.write_text(json.dumps(book))

    def _drop(self, shelf: str, key: str) -> None:
        book = self._read()
        book[shelf].pop(key, None)
        self._path.write_text(json.dumps(book))
