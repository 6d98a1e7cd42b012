"""What the functions say where one condition of many decides: each line breaks on one of them."""

from tests.policies.lines import Line, Says, Sees, words

OFFICES_IN = (
    "(SELECT unit FROM intake_public_offices((SELECT territory_id FROM directory_unit"
    " WHERE id = {station})))"
)
CONFIRMED = "UPDATE intake_code SET confirmed_at = now() WHERE complaint_id = {draft};"
REPLACED = "intake_replace_code({}, '', 1, '', '', '', '')"
COUNTED = (
    "(SELECT string_agg(concat_ws(' ', subject, code, coalesce(number::text, '?')), ', '"
    " ORDER BY subject, code) FROM statistics_agency_figures())"
)
ANOTHERS = "'\\x0202020202020202020202020202020202020202020202020202020202020202'"
TAKE_PASS = (
    "SELECT intake_issue_pass({{locator}}, {}, sha256(" + ANOTHERS + "));"
    "SELECT set_config('amaan.pass', repeat('02', 32), true);"
    "coalesce(access_complaint() = {{complaint}}, false)"
)

PASSES: tuple[Line, ...] = (
    # A code whose report bears the number of a seat is no seat.
    Says("access_subject()", (), words("foreign"), sql="security_seat() IS NOT NULL"),
    # What is no secret at all is nobody, and tells nothing by an error.
    Says("access_subject()", (), words("forger"), sql="security_seat() IS NOT NULL"),
    Says(
        "access_pass_seat()",
        (),
        words("keys"),
        sql="EXISTS (SELECT 1 FROM access_pass_seat({hash_foreign}))",
    ),
    Says(
        "security_context()",
        (),
        words("nobody"),
        sql="EXISTS (SELECT 1 FROM security_context({hash_foreign}))",
    ),
    Says(  # what ended before keeps its own time
        "access_end_passes()",
        words("owner"),
        (),
        sql="SELECT access_end_passes({seat_of_ended});"
        "(SELECT ended_at < now() FROM access_pass WHERE secret_hash = {hash_ended})",
    ),
    Says("intake_issue_pass()", words("visitor"), (), sql=TAKE_PASS.format("{verifier}")),
    Says("intake_issue_pass()", (), words("visitor"), sql=TAKE_PASS.format("'\\x01'::bytea")),
    Says(
        "security_door_step()",
        words("nobody"),
        (),
        sql="INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
        " VALUES ({fresh_inactive}, 'totp', '{{}}', now());"
        "security_door_step('security.phone_set_up', {fresh_inactive})",
    ),
)

REPORTS: tuple[Line, ...] = (
    Says(
        "intake_begun_before()",
        (),
        words("reporter.draft"),  # a confirmed code is replaced by nobody
        sql=CONFIRMED + "(SELECT string_agg(replaceable::text, ' ')"
        " FROM intake_begun_before({begin_key_of_draft}))",
    ),
    Says(
        "intake_replace_code()",
        words("reporter.draft"),
        (),
        sql=REPLACED.format("{begin_key_of_draft}"),
    ),
    Says(
        "intake_replace_code()",
        (),
        words("reporter.draft"),
        sql=CONFIRMED + REPLACED.format("{begin_key_of_draft}"),
    ),
    Says(
        "intake_replace_code()",
        (),
        words("reporter.told"),  # sent, whatever its code says
        sql="UPDATE intake_code SET confirmed_at = NULL;" + REPLACED.format("{begin_key}"),
    ),
    Says(
        "intake_withdrawal_waiting()",
        (),
        words("duty.pb"),  # applied
        sql="UPDATE intake_reporter_act SET applied_at = now();"
        "intake_withdrawal_waiting({waiting})",
    ),
    Says(
        "intake_withdrawal_waiting()",
        (),
        words("duty.pb reporter.draft"),  # an act of another kind waits
        sql="intake_withdrawal_waiting({draft})",
    ),
    *(
        Says(
            "intake_public_offices()",
            words("visitor operator.pb"),
            (),
            sql=f"{{office_{name}}} IN {OFFICES_IN}",
            answer=answer,
        )
        for name, answer in (
            ("plain", "true"),
            ("sheltering", "false"),
            ("receiving", "false"),
            ("overseeing", "false"),
            ("partner", "false"),
            ("coming", "false"),
            ("gone", "false"),
        )
    ),
)

MATTERS: tuple[Line, ...] = (
    Says(
        "casework_other_side()",
        (),
        words("sw.gujrat"),  # closed
        sql="UPDATE casework_dossier SET status = 'CLOSED', closed_at = now();"
        "EXISTS (SELECT 1 FROM casework_other_side({link}))",
    ),
    *(
        Says(
            "referral_withdraw_consent()",
            words("sw.gujrat"),
            (),
            sql="SELECT referral_withdraw_consent({referral}, now());"
            f"EXISTS (SELECT 1 FROM security_consent WHERE id = {{consent_{name}}}"
            " AND withdrawn_at = now())",
            answer=answer,
        )
        for name, answer in (
            ("spare", "true"),
            ("carried_once", "true"),  # by a referral that is over
            ("of_another", "false"),
            ("of_police", "false"),
            ("taken_back", "false"),
            ("carried", "false"),  # by a referral that is open
        )
    ),
    Says(
        "work_end_tasks()",
        (),
        words("duty.pb worker"),  # done once
        sql="SELECT work_end_tasks({waiting}, 'PROBE', {nobody}, now());"
        "work_end_tasks({waiting}, 'PROBE', {nobody}, now()) > 0",
    ),
    Says(
        "statistics_agency_figures()",
        words("head.fia"),
        (),
        sql=COUNTED,
        answer="CLOCK MET 5, GENERATED REPORT 5, REFERRAL CLOSED 5, REPORT UNDER_ACTION 5",
    ),
    Says(
        "statistics_agency_figures()",
        (),
        words("fia.io sw.gujrat nobody"),
        sql="EXISTS (SELECT 1 FROM statistics_agency_figures())",
    ),
)

LEDGER: tuple[Line, ...] = (
    Sees(
        "ledger_fact.select_app_node",
        words("sw.gujrat admin"),
        words("nobody ended"),
        where="about_kind = 'node'",
    ),
    Says(  # neither the one that has its place nor the one of another cluster
        "security_oldest_waiting_fact()",
        words("auditor"),
        (),
        sql="security_oldest_waiting_fact() = '2001-01-01T00:00:00Z'",
    ),
)
LINES = (*PASSES, *REPORTS, *MATTERS, *LEDGER)
