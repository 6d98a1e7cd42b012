"""Who meets which record: reports, dossiers, persons, referrals, and the work about them."""

from tests.policies.lines import Adds, Alters, Line, Removes, Sees, words
from tests.states import CHECK_VIOLATION

# Beside those who hold something: others of the same trade, the office complained of, and nobody.
BESIDE = "sho.saddar cpwb.gujrat sho.city dpo.gujrat admin nobody"
HOLD_REPORT = words("sw.gujrat duty.pb screener.pb")

REPORTS: tuple[Line, ...] = (
    Sees(
        "intake_complaint.select_app",
        words("sw.gujrat duty.pb focal.gujrat coord.pb federal"),
        words(f"{BESIDE} focal.umerkot coord.sd auditor"),
        where="id = {complaint}",
    ),
    Sees(
        "intake_complaint.select_app",
        words("focal.umerkot coord.sd federal"),
        words("focal.gujrat coord.pb duty.pb"),
        where="id = {elsewhere}",
    ),
    Sees(
        "intake_complaint.nobody_reads_while_a_withdrawal_waits",
        (),
        words("duty.pb screener.pb focal.gujrat federal"),
        where="id = {waiting}",
    ),
    Sees(
        "intake_complaint.select_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        where="id = {complaint}",
    ),
    Adds(
        "intake_complaint.insert_app",
        words("operator.pb"),
        words("sw.gujrat duty.pb nobody"),
        row="id = {draft}",
        change={
            "channel": "WALK_IN",
            "operator": "{seat}",
            "locator": "9999999",
            "begin_key": "k",
        },
    ),
    Adds(
        "intake_complaint.insert_app",
        (),
        words("operator.pb"),
        row="id = {draft}",
        change={"operator": "{seat}", "locator": "9999999", "begin_key": "k"},  # not a walk-in
    ),
    Adds(
        "intake_complaint.insert_public",
        words("visitor"),
        (),
        row="id = {draft}",
        change={"locator": "9999999", "begin_key": "k"},
    ),
    Adds(
        "intake_complaint.insert_public",
        (),
        words("visitor"),
        row="id = {draft}",
        change={"locator": "9999999", "begin_key": "k", "desk_unit": "{desk}"},
    ),
    Alters(
        "intake_complaint.update_app",
        words("sw.gujrat duty.pb"),
        words(f"{BESIDE} focal.gujrat coord.pb"),  # a picture is not a pen
        sets="contact_barred = false",
    ),
    Alters(
        "intake_complaint.update_public",
        words("reporter.draft"),
        words("reporter.told reporter.elsewhere visitor"),
        sets="contact_barred = false",
    ),
    Adds(
        "intake_accused.insert_app",
        words("operator.pb"),
        words("sw.gujrat duty.pb nobody"),
    ),
    Adds(
        "intake_accused.insert_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        row="complaint_id = {complaint}",
    ),
    Sees(
        "intake_code.select_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        where="complaint_id = {complaint}",
    ),
    Adds(
        "intake_code.insert_app",
        words("operator.pb"),
        words("sw.gujrat duty.pb nobody"),
        row="complaint_id = {complaint}",
        change={"complaint_id": "{new}"},
    ),
    Alters(
        "intake_code.update_public",
        words("reporter.told"),
        words("visitor"),
        sets="confirmed_at = now()",
    ),
    Sees(
        "intake_message.select_app",
        words("sw.gujrat duty.pb"),
        words(f"{BESIDE} focal.gujrat federal"),
        where="complaint_id = {complaint}",
    ),
    Sees(
        "intake_message.nobody_reads_while_a_withdrawal_waits",
        (),
        words("duty.pb screener.pb"),
        where="complaint_id = {waiting}",
    ),
    Sees(
        "intake_message.select_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        where="complaint_id = {complaint}",
    ),
    Adds(
        "intake_message.insert_app",
        words("sw.gujrat duty.pb"),
        words(BESIDE),
        row="complaint_id = {complaint} AND side = 'DESK'",
        change={"seat": "{seat}", "unit": "{unit}", "key": "{new}"},
    ),
    Adds(
        "intake_message.insert_app",
        (),
        words("duty.pb"),
        row="complaint_id = {complaint} AND side = 'DESK'",  # in another's name
        change={"key": "{new}"},
    ),
    Adds(
        "intake_message.insert_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        row="complaint_id = {complaint} AND side = 'REPORTER'",
        change={"key": "{new}"},
    ),
    Adds(
        "intake_message.insert_worker",
        (),
        words("worker"),
        row="complaint_id = {complaint} AND side = 'REPORTER'",
        change={"key": "{new}"},
    ),
    Adds(
        "intake_message.insert_worker",
        words("worker"),
        (),
        row="complaint_id = {complaint} AND side = 'REPORTER'",
        change={"key": "{new}", "kind": "ANSWER"},
    ),
    Sees(
        "intake_reporter_act.select_app",
        words("duty.pb"),
        words(f"{BESIDE} sw.gujrat federal focal.gujrat"),
        where="complaint_id = {waiting}",
    ),
    Adds(
        "intake_reporter_act.insert_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        change={"complaint_id": "{complaint}", "key": "{new}"},
    ),
    Sees(
        "intake_reporter_act.select_public",
        (),
        words("reporter.told visitor"),
        where="complaint_id = {waiting}",
    ),
    Alters(
        "intake_reporter_act.update_app",
        words("duty.pb"),
        words(f"{BESIDE} sw.gujrat"),
        sets="applied_at = now()",
    ),
    Sees(
        "screening_decision.select_app",
        HOLD_REPORT,
        words(f"{BESIDE} focal.gujrat federal"),
        where="complaint_id = {complaint}",
    ),
    Sees(
        "screening_decision.nobody_reads_while_a_withdrawal_waits",
        (),
        words("duty.pb screener.pb"),
        where="complaint_id = {waiting}",
    ),
    Adds(
        "screening_decision.insert_app",
        words("screener.pb"),
        words(BESIDE),
        row="complaint_id = {complaint}",
    ),
    Alters(
        "screening_decision.update_app",
        words("screener.pb"),
        words(BESIDE),
        sets="version = 99",
    ),
)

DOSSIERS: tuple[Line, ...] = (
    Sees(
        "casework_dossier.select_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb screener.pb legal.pb federal focal.gujrat"),
    ),
    Adds(
        "casework_dossier.insert_app",
        words("sw.gujrat"),
        words("duty.pb"),
        change={"unit": "{unit}", "number": "TIP-NEW", "source": None},
    ),
    Adds(
        "casework_dossier.insert_app",
        (),
        words("cpwb.gujrat sho.city"),  # may open, but not for another unit
        change={"number": "TIP-NEW", "source": None},
    ),
    Alters(
        "casework_dossier.update_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb"),
        sets="version = 99",
    ),
    Sees("casework_entry.select_app", words("sw.gujrat"), words(f"{BESIDE} duty.pb legal.pb")),
    Adds(
        "casework_entry.insert_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb"),
        change={"written_by": "{seat}"},
    ),
    Sees("casework_party.select_app", words("sw.gujrat"), words(f"{BESIDE} duty.pb legal.pb")),
    Adds(
        "casework_party.insert_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb"),
        change={"role": "WITNESS"},
    ),
    Sees(
        "identity_person.select_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb federal"),
    ),
    Adds(
        "identity_person.insert_app",
        words("sw.gujrat cpwb.gujrat"),
        words("duty.pb admin nobody"),
        change={"unit": "{unit}"},
    ),
    Adds("identity_person.insert_app", (), words("cpwb.gujrat sho.city")),  # of another unit
    Alters(
        "identity_person.update_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb"),
        sets="version = 99",
    ),
    *(
        line
        for table, column, other in (
            ("identity_name_key", "key", 1),
            ("identity_identifier_key", "index", "\\xffff"),
        )
        for line in (
            Sees(f"{table}.select_app", words("sw.gujrat"), words(f"{BESIDE} duty.pb legal.pb")),
            Adds(f"{table}.insert_app", words("sw.gujrat"), (), change={column: other}),
            Adds(f"{table}.insert_app", (), words(f"{BESIDE} duty.pb legal.pb")),
            Removes(f"{table}.delete_app", words("sw.gujrat"), words(f"{BESIDE} legal.pb")),
        )
    ),
)

REFERRALS: tuple[Line, ...] = (
    Sees(
        "referral_referral.select_app",
        words("sw.gujrat legal.pb"),
        words(f"{BESIDE} duty.pb federal focal.gujrat ngo"),
    ),
    Adds(
        "referral_referral.insert_app",
        words("sw.gujrat"),
        words("legal.pb cpwb.gujrat duty.pb sho.city nobody"),
        change={"consent": None, "status": "CLOSED"},
    ),
    Adds(
        "referral_referral.insert_app",
        (),
        words("duty.pb admin"),  # of the own unit, without the right to send
        change={"consent": None, "status": "CLOSED", "from_unit": "{unit}"},
    ),
    Alters(
        "referral_referral.update_app",
        words("sw.gujrat legal.pb"),
        words(f"{BESIDE} duty.pb ngo"),
        sets="version = 99",
    ),
    Sees(
        "referral_progress.select_app",
        words("sw.gujrat legal.pb"),
        words(f"{BESIDE} duty.pb ngo"),
    ),
    Adds(
        "referral_progress.insert_app",
        words("legal.pb sw.gujrat"),
        words(BESIDE),
        change={"written_by": "{seat}"},
    ),
    Adds("referral_progress.insert_app", (), words("sw.gujrat")),  # in another's name
    Adds(
        "referral_referral.referral_never_reaches_the_excluded",
        (),
        words("owner"),
        change={"consent": None, "status": "CLOSED", "to_unit": "{station}"},
        state=CHECK_VIOLATION,
    ),
    Adds(
        "referral_referral.referral_never_reaches_the_excluded",
        words("owner"),
        (),
        change={"consent": None, "status": "CLOSED", "to_unit": "{desk}"},
    ),
)

WORK: tuple[Line, ...] = (
    Sees(
        "work_clock.select_app",
        words("sw.gujrat duty.pb focal.gujrat coord.pb federal"),
        words(f"{BESIDE} focal.umerkot coord.sd"),
        where="record = {complaint}",
    ),
    Adds(
        "work_clock.insert_app",
        words("sw.gujrat duty.pb"),
        words("sho.saddar cpwb.gujrat focal.gujrat nobody"),
        row="record = {complaint}",
        change={"kind": "NEW", "unit": "{office}"},
    ),
    Alters(
        "work_clock.update_app",
        words("sw.gujrat duty.pb"),
        words("sho.saddar sho.city focal.gujrat nobody"),  # they see it at most
        sets="ladder = ''",
    ),
    *(
        line
        for table in ("work_task", "work_notice")
        for line in (
            Adds(
                f"{table}.insert_app",
                words("sw.gujrat duty.pb"),
                words("sho.saddar cpwb.gujrat focal.gujrat nobody"),
                change={"record": "{complaint}", "unit": "{office}", "seat": None},
            ),
        )
    ),
    Sees(
        "work_task.select_app",
        words("duty.pb screener.pb"),
        words(f"{BESIDE} sw.gujrat federal"),
        where="kind = 'PROBE' AND record = {waiting}",
    ),
    Sees(
        "work_task.select_app",
        (),
        words("sho.city"),  # its own, from before it was excluded
        where="record = {complaint}",
    ),
    Alters(
        "work_task.update_app",
        words("duty.pb"),
        words("sho.saddar sho.city cpwb.gujrat nobody"),
        sets="done_at = now(), done_by = {seat}",
    ),
    Sees(
        "work_notice.select_app",
        words("legal.pb"),
        words(f"{BESIDE} sw.gujrat"),
        where="record = {referral}",
    ),
    Alters(
        "work_notice.update_app",
        words("legal.pb duty.pb"),
        words("sho.saddar sho.city cpwb.gujrat nobody"),
        sets="read_at = now()",
    ),
    *(
        line
        for table in ("work_clock", "work_task", "work_notice")
        for line in (
            Adds(
                f"{table}.{table}_never_reaches_the_excluded",
                (),
                words("owner worker"),
                change={"record": "{complaint}", "unit": "{station}", "kind": "NEW"},
                state=CHECK_VIOLATION,
            ),
            Adds(
                f"{table}.{table}_never_reaches_the_excluded",
                words("owner worker"),
                (),
                change={"record": "{complaint}", "unit": "{legal}", "kind": "NEW"},
            ),
        )
    ),
)
LINES = (*REPORTS, *DOSSIERS, *REFERRALS, *WORK)
