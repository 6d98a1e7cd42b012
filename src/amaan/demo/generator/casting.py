"""Who works on a generated report? Seats and offices that the rules allow for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final
from uuid import UUID

from amaan.access.permissions import Permission
from amaan.demo.generator import names, texts
from amaan.demo.generator.lives import Plan
from amaan.demo.generator.world import District, InventedSeat, InventedService, InventedUnit, World
from amaan.directory.rules.mandates import Candidate, Matter, reasons_against_unit
from amaan.intake.rules.answers import Answers, Contact, OfficeKind, ReporterAnswer, Sign, Who
from amaan.security.rules.roles import Role, permissions_of

FORM_OF: Final = {
    Sign.FORCED_WORK: "forced_labour",
    Sign.DEBT: "bonded_labour",
    Sign.SEXUAL: "sexual_exploitation",
    Sign.BEGGING: "organised_begging",
    Sign.MARRIAGE: "forced_marriage",
    Sign.ORGAN: "organ_removal",
    Sign.JOURNEY: "forced_labour",
    Sign.PAPERS_TAKEN: "forced_labour",
    Sign.CHILD_GIVEN: "domestic_servitude",
    Sign.OTHER: "forced_labour",
}
FAR: Final = 0.15  # of the matters go to an office of the province or of the nation
URDU: Final = 0.6  # of the reporters write Urdu


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who takes a step, and what the reporter tells."""

    district: District
    answers: Answers
    urdu: bool
    form: str
    duty: InventedSeat
    screener: InventedSeat
    second: InventedSeat
    officer: InventedSeat
    colleague: InventedSeat | None
    elsewhere: InventedSeat
    operator: InventedSeat | None
    services: tuple[InventedService, ...]  # of other units, each with somebody who answers


class NobodyFits(Exception):  # noqa: N818  (the plan is told in another district)
    """No office of this district may have this matter."""


def may(seat: InventedSeat, permission: Permission) -> bool:
    return str(permission) in role_permissions(seat.role)


role_permissions = cache(permissions_of)


def cast_of(plan: Plan, world: World, district: District, random: Random) -> Cast:
    urdu = random.random() < URDU
    number = random.randrange(texts.COUNT)
    form = FORM_OF[texts.sign(number)]
    answers = answers_of(plan, district, number, random, urdu=urdu)
    desk = world.desks[district.province][0]
    duty = first(seats_with(world, desk, Permission.INTAKE_COMPLAINT_ACKNOWLEDGE), random)
    deciding = list(seats_with(world, desk, Permission.SCREENING_DECISION_DECIDE))
    screener, second = random.sample(deciding, 2)
    units = list(able(world, district, form, answers, child=plan.child))
    officer = acting_officer(plan, units, world, district, random)
    mates = [seat for seat in officers(world, officer.unit) if seat != officer]
    others = [unit for unit in units if unit.id != officer.unit]
    return Cast(
        district=district,
        answers=answers,
        urdu=urdu,
        form=form,
        duty=duty,
        screener=screener,
        second=second,
        officer=officer,
        colleague=next(
            (seat for seat in mates if may(seat, Permission.REFERRAL_REFERRAL_CLEAR)), None
        )
        or next(iter(mates), None),
        elsewhere=chosen_officer(others, world, district, random) if others else officer,
        operator=operator_of(world, desk, random),
        services=tuple(services_for(world, district, officer, answers.office_kind, random)),
    )


def first(seats: Iterator[InventedSeat], random: Random) -> InventedSeat:
    found = list(seats)
    if not found:
        raise NobodyFits
    return random.choice(found)


def seats_with(world: World, unit: UUID, permission: Permission) -> Iterator[InventedSeat]:
    return (seat for seat in world.seats_in(unit) if may(seat, permission))


def officers(world: World, unit: UUID) -> list[InventedSeat]:
    return list(seats_with(world, unit, Permission.INTAKE_COMPLAINT_ACT))


def answers_of(
    plan: Plan, district: District, number: int, random: Random, *, urdu: bool
) -> Answers:
    """What the reporter tells; dangers only where the plan wants them."""
    silent = plan.name in ("closed", "closed unconfirmed") and random.random() < 0.05
    kinds = (OfficeKind.POLICE, OfficeKind.LABOUR, OfficeKind.INVESTIGATION)
    yes, no = str(ReporterAnswer.YES), str(ReporterAnswer.NO)
    return Answers(
        who=str(Who.KNOWN),
        signs=(str(texts.sign(number)),),
        child=yes if plan.child else no,
        confined=yes if plan.danger else "",
        district=str(district.id),
        story=texts.story(number, urdu=urdu),
        people=names.name(random.randrange(names.COUNT), urdu=urdu),
        official=yes if plan.official else no,
        office_kind=str(random.choice(kinds)) if plan.official else "",
        contact=str(Contact.NEVER if silent else Contact.CODE_ONLY),
        to_police=yes if random.random() < 0.5 else no,
    )


def able(
    world: World, district: District, form: str, answers: Answers, *, child: bool
) -> Iterator[InventedUnit]:
    """Offices with somebody to act, in mandate and area, outside whatever may be excluded."""
    matter = Matter(territory=district.id, forms=frozenset({form}), child=child or None)
    danger = answers.confined == ReporterAnswer.YES
    for unit in world.units_by_district[district.id]:
        if not officers(world, unit.id):
            continue
        candidate = Candidate(unit.id, unit.kind, open=True, territories=unit.places)
        police = unit.police and not (answers.to_police == ReporterAnswer.YES or danger or child)
        accused = answers.office_kind == unit.agency_kind
        if not (police or accused or any(reasons_against_unit(candidate, matter))):
            yield unit


def acting_officer(
    plan: Plan, units: list[InventedUnit], world: World, district: District, random: Random
) -> InventedSeat:
    """What rests goes to somebody who can sign in, where there is one, so that each has a queue."""
    pair = plan.life.needs_colleague
    fit = [unit for unit in units if not pair or officers_with_a_clearer(world, unit.id)]
    shown = [it for it in fit if any(seat.shown for seat in officers(world, it.id))]
    if plan.life.rests and shown:
        unit = random.choice(shown).id
        return random.choice(
            officers_with_a_clearer(world, unit) if pair else officers(world, unit)
        )
    return chosen_officer(fit, world, district, random, pair=pair)


def officers_with_a_clearer(world: World, unit: UUID) -> list[InventedSeat]:
    """Officers beside whom another of the unit may clear what they send."""
    clearers = list(seats_with(world, unit, Permission.REFERRAL_REFERRAL_CLEAR))
    return [one for one in officers(world, unit) if any(it != one for it in clearers)]


def chosen_officer(
    fit: list[InventedUnit],
    world: World,
    district: District,
    random: Random,
    *,
    pair: bool = False,
) -> InventedSeat:
    """Mostly of the district itself."""
    near = [unit for unit in fit if unit.territory == district.id]
    far = [unit for unit in fit if unit.territory != district.id]
    pool = far if far and (not near or random.random() < FAR) else near
    if not pool:
        raise NobodyFits
    unit = random.choice(pool).id
    return random.choice(officers_with_a_clearer(world, unit) if pair else officers(world, unit))


def operator_of(world: World, desk: UUID, random: Random) -> InventedSeat | None:
    """One in seven comes to a desk, where a desk takes reports in person."""
    found = list(seats_with(world, desk, Permission.INTAKE_COMPLAINT_RECEIVE))
    return random.choice(found) if found and random.randrange(7) == 0 else None


def services_for(
    world: World, district: District, officer: InventedSeat, accused: str, random: Random
) -> list[InventedService]:
    own = world.units[officer.unit]
    found = [
        service
        for service in world.services
        if service.unit != own.id
        and world.units[service.unit].agency_kind != accused
        and district.id in service.places
        and any(seats_with(world, service.unit, Permission.REFERRAL_REFERRAL_ANSWER))
    ]
    random.shuffle(found)
    return sorted(found, key=lambda it: not any(s.shown for s in world.seats_in(it.unit)))


@cache
def answering_roles() -> frozenset[str]:
    wanted = str(Permission.REFERRAL_REFERRAL_ANSWER)
    return frozenset(str(role) for role in Role if wanted in role_permissions(role))


def receivers(world: World, unit: UUID) -> list[InventedSeat]:
    return list(world.seats_in(unit, *answering_roles()))
