"""What the registers of the directory refuse, each beside the same step taken."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest

from amaan.directory.actions import (
    UnitTerms,
    appoint_focal_person,
    end_appointment,
    open_service,
    open_unit,
    revise_offence,
    revise_service,
    sign_off_offence,
    verify_service,
)
from amaan.directory.adapters.reference_files import ReferenceFiles
from amaan.directory.models import OffenceVersion, Service, WorkingCalendarVersion
from amaan.directory.queries import agency_coded, calendar_of_version, district_named
from amaan.directory.queries.time import as_calendar
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.mandates import UnitKind
from amaan.directory.rules.services import ServiceTerms
from amaan.directory.rules.vintage import read_vintage
from amaan.directory.views.bodies import place_of
from amaan.directory.views.services import areas_of
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import NotFound
from tests.actions.directory.desk import DATA, NOW, Desk
from tests.refusals import refused_with

TODAY = NOW.date()
TERMS = ServiceTerms(name_en="Legal help", name_ur="قانونی مدد", kind="LEGAL")
SEAT = Appointment("PB-HOME", "Lahore", "A. Person", "الف", date(2026, 1, 1), "SO/1")


def lahore() -> UUID:
    found = district_named("Lahore")
    assert found is not None
    return found.id


@pytest.fixture
def service(loaded: Desk) -> Service:
    agency, there = agency_coded("PB-SWD"), lahore()
    assert agency is not None
    kind = UnitKind.SOCIAL_WELFARE_OFFICE
    terms = UnitTerms(agency.id, kind, "Office", "دفتر", there)
    unit = open_unit(terms=terms, **loaded.who)
    return open_service(unit=unit.id, terms=TERMS, areas=[there], **loaded.who)


def test_an_appointment_ends_once_after_it_began(loaded: Desk) -> None:
    row = appoint_focal_person(appointment=SEAT, **loaded.who)

    def end(on: date) -> None:
        end_appointment(appointment=row.id, on=on, order_number="SO/2", **loaded.who)

    with refused_with("ends-before-it-starts"):
        end(SEAT.valid_from)
    end(TODAY)
    with refused_with("appointment-already-ended"):
        end(TODAY + timedelta(days=1))


def test_a_service_is_for_somewhere_and_its_terms_hold(loaded: Desk, service: Service) -> None:
    areas = [lahore()]
    with refused_with("service-without-area"):
        open_service(unit=service.unit_id, terms=TERMS, areas=[], **loaded.who)
    crossed = replace(TERMS, minimum_age=9, maximum_age=1)
    with refused_with("ages-crossed"):
        open_service(unit=service.unit_id, terms=crossed, areas=areas, **loaded.who)
    other = replace(TERMS, name_en="Legal help, evenings")
    with refused_with("service-without-area"):
        revise_service(service=service.id, version=1, terms=other, areas=[], **loaded.who)
    revise_service(service=service.id, version=1, terms=other, areas=areas, **loaded.who)


def test_nobody_spoke_with_a_service_tomorrow(loaded: Desk, service: Service) -> None:
    with refused_with("verified-in-future"):
        verify_service(
            service=service.id, version=1, verified_on=TODAY + timedelta(days=2), **loaded.who
        )
    verify_service(service=service.id, version=1, verified_on=TODAY, **loaded.who)


def test_a_wording_of_the_law_that_says_the_same_is_no_version(loaded: Desk) -> None:
    (wording, *_) = ReferenceFiles(DATA).offences()
    row = OffenceVersion.objects.get(code=wording.code, superseded_at=None)
    row = sign_off_offence(version=row.id, lawyer="A. Lawyer", **loaded.who)
    with refused_with("nothing-changed"):  # or a word that is no change would undo the sign-off
        revise_offence(version=row.id, wording=wording, **loaded.who)
    changed = replace(wording, title_en=f"{wording.title_en} (amended)")
    assert revise_offence(version=row.id, wording=changed, **loaded.who).version == row.version + 1


def test_a_calendar_that_is_not_there_is_not_found(loaded: Desk) -> None:
    with pytest.raises(NotFound):
        calendar_of_version(uuid7())
    row = WorkingCalendarVersion.objects.all()[0]
    assert calendar_of_version(row.id) == as_calendar(row)


def test_reference_data_that_does_not_read_is_refused_whole(tmp_path: Path) -> None:
    folder = copytree(DATA, tmp_path / "data")
    file = folder / "provinces.csv"
    head, *rows = file.read_text("utf-8").splitlines()
    file.write_text("\n".join((head, rows[0] + ",one too many", *rows[1:])), "utf-8")
    with refused_with("row-too-wide"):
        ReferenceFiles(folder).provinces()
    assert len(ReferenceFiles(DATA).provinces()) == len(rows)


def test_a_wording_does_not_end_before_it_begins() -> None:
    assert read_vintage("2018-2025").raw == "2018-2025"
    with refused_with("ends-before-it-starts"):
        read_vintage("2025-2018")


@dataclass(frozen=True)
class Names:
    """The part of the form that is asked."""

    names: tuple[str, ...]

    def names_of_places(self) -> tuple[str, ...]:
        return self.names


def test_a_place_is_one_that_the_directory_knows(loaded: Desk) -> None:
    assert place_of("Lahore", loaded.by) == lahore()
    with refused_with("district-unknown"):
        place_of("Atlantis", loaded.by)
    assert areas_of(Names(("Lahore",)), loaded.by) == [lahore()]  # type: ignore[arg-type]
    with refused_with("district-unknown", "district-unknown"):
        areas_of(Names(("Atlantis", "Lahore", "Nowhere")), loaded.by)  # type: ignore[arg-type]
