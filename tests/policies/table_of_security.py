"""Who meets grants, keys, consents, exclusions, staff, the ledger, and what the functions say."""

from tests.policies.lines import Adds, Alters, Line, Says, Sees, words
from tests.states import CHECK_VIOLATION, NO_PRIVILEGE

BESIDE = "sho.saddar cpwb.gujrat sho.city dpo.gujrat admin nobody"
GRANT = "record = {complaint} AND purpose = 'ALLOCATION'"

GRANTS: tuple[Line, ...] = (
    Sees(
        "security_grant.select_app",
        words("sw.gujrat duty.pb"),
        words(f"{BESIDE} legal.pb federal focal.gujrat"),
        where="record = {complaint}",
    ),
    Adds(
        "security_grant.insert_app",
        words("sw.gujrat duty.pb"),
        words("sho.saddar cpwb.gujrat sho.city admin federal"),
        row=GRANT,
        change={"granted_by": "{seat}", "unit": "{legal}"},
    ),
    Adds(
        "security_grant.insert_app",
        (),
        words("duty.pb nobody"),  # in another's name
        row=GRANT,
        change={"granted_by": "{legal}", "unit": "{legal}"},
    ),
    Alters(
        "security_grant.update_app",
        words("sw.gujrat duty.pb"),
        words("sho.saddar sho.city admin nobody federal"),
        sets="ended_why = 'CLOSED', ended_at = now()",
    ),
    Adds(
        "security_grant.security_grant_never_reaches_the_excluded",
        (),
        words("owner worker"),
        row=GRANT,
        change={"unit": "{station}"},
        state=CHECK_VIOLATION,
    ),
    Adds(
        "security_grant.security_grant_never_reaches_the_excluded",
        words("owner worker"),
        (),
        row=GRANT,
        change={"unit": "{legal}"},
    ),
    Sees(
        "security_exclusion.select_app",
        words("oversight"),
        words(f"{BESIDE} sw.gujrat duty.pb federal focal.gujrat"),
    ),
    Adds(
        "security_exclusion.insert_app",
        words("sw.gujrat duty.pb"),
        words(BESIDE),
        row="record = {complaint}",
        change={"unit": "{nobody}"},
    ),
    *(
        Says(
            "intake_complaint.intake_complaint_never_reaches_the_excluded",
            let,
            kept,
            sql=f"UPDATE intake_complaint SET {column} = {unit} WHERE id = {{complaint}};true",
            otherwise=CHECK_VIOLATION,
        )
        for column in ("action_unit", "desk_unit")
        for unit, let, kept in (
            ("{station}", (), words("owner worker duty.pb")),
            ("{legal}", words("owner worker duty.pb"), ()),
        )
    ),
)

KEYS: tuple[Line, ...] = (
    Sees(
        "security_wrap.select_app",
        words("sw.gujrat duty.pb"),
        words(f"{BESIDE} legal.pb federal"),
        where="record = {complaint}",
    ),
    Sees(
        "security_wrap.select_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        where="record = {complaint}",
    ),
    Sees(
        "security_wrap.select_public",
        (),
        words("reporter.told"),
        where="record = {complaint} AND recipient_kind = 'UNIT'",
    ),
    Adds(
        "security_wrap.insert_app",
        words("sw.gujrat duty.pb"),
        words(BESIDE),
        row="record = {complaint} AND recipient_kind = 'UNIT'",
        change={"recipient": "{legal}"},
    ),
    Adds(
        "security_wrap.insert_app_walk_in",
        words("operator.pb"),
        words("sho.saddar cpwb.gujrat admin nobody"),
        row="record = {elsewhere} AND recipient_kind = 'UNIT'",
        change={"record": "{draft}", "recipient": "{sorting}", "data_key_id": "{key_of_draft}"},
    ),
    Adds(
        "security_wrap.insert_app_walk_in",
        (),
        words("operator.pb"),  # to no other unit than the sorting one
        row="record = {elsewhere} AND recipient_kind = 'UNIT'",
        change={"record": "{draft}", "recipient": "{legal}", "data_key_id": "{key_of_draft}"},
    ),
    *(
        Adds(
            "security_wrap.insert_public",
            let,
            kept,
            row="record = {complaint} AND recipient_kind = 'UNIT'",
            change={"record": "{draft}", "recipient": to, "data_key_id": "{key_of_draft}"},
        )
        for to, let, kept in (
            ("{new}", (), words("reporter.draft")),
            ("{sorting}", words("reporter.draft"), words("reporter.told visitor")),
        )
    ),
    Adds(
        "security_wrap.insert_public_thread",
        (),
        words("reporter.told reporter.elsewhere visitor"),
        row="record = {complaint} AND recipient_kind = 'UNIT'",
        change={"recipient": "{legal}"},
    ),
    Adds(
        "security_wrap.security_wrap_never_reaches_the_excluded",
        (),
        words("owner worker"),
        row="record = {complaint} AND recipient_kind = 'UNIT'",
        change={"recipient": "{station}"},
        state=CHECK_VIOLATION,
    ),
    Adds(
        "security_wrap.security_wrap_never_reaches_the_excluded",
        words("owner worker"),
        (),
        row="record = {complaint} AND recipient_kind = 'UNIT'",
        change={"recipient": "{legal}"},
    ),
    Sees(
        "security_data_key.select_app",
        words("sw.gujrat duty.pb"),
        words(f"{BESIDE} legal.pb federal"),
        where="record = {complaint}",
    ),
    Adds(
        "security_data_key.insert_app",
        words("sw.gujrat"),
        words("nobody"),
        row="record = {complaint}",
    ),
    Adds(
        "security_data_key.insert_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        row="record = {complaint}",
    ),
    Adds(
        "security_unit_key.insert_app",
        (),
        words("sw.gujrat duty.pb oversight nobody"),
        change={"unit": "{nobody}"},
    ),
    Adds("security_unit_key.insert_app", words("admin"), (), change={"unit": "{nobody}"}),
)

CONSENTS: tuple[Line, ...] = (
    Sees(
        "security_consent.select_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb"),
        where="record = {dossier}",
    ),
    Adds(
        "security_consent.insert_app",
        words("sw.gujrat"),
        words(f"{BESIDE} duty.pb legal.pb"),
        row="record = {dossier}",
    ),
    Alters(
        "security_consent.update_app",
        words("sw.gujrat"),
        words(f"{BESIDE} legal.pb"),
        sets="withdrawn_at = now()",
    ),
    Adds(
        "security_consent.insert_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        row="record = {dossier}",
        change={"record": "{complaint}"},
    ),
)

CONSENTS_OF_REPORTERS: tuple[Line, ...] = (
    Sees(
        "security_consent.select_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        where="record = {complaint}",
    ),
    Adds(
        "security_consent.insert_app_walk_in",
        (),
        words("operator.pb duty.pb nobody"),  # about a report that is not of the own counter
        row="record = {dossier}",
        change={"record": "{elsewhere}"},
    ),
)

STAFF: tuple[Line, ...] = (
    Adds(
        "security_seat.insert_app",
        words("admin"),
        words("sw.gujrat oversight duty.pb nobody"),
        row="role = 'trainer'",
        change={"role": "auditor"},
    ),
    Alters(
        "security_seat.update_app",
        words("admin"),
        words("sw.gujrat oversight duty.pb nobody"),
        sets="ends_on = '2999-01-01'",
    ),
    Adds(
        "security_staff.insert_app",
        words("admin"),
        words("sw.gujrat oversight nobody"),
        change={"username": "new-one", "first_password": True, "email": ""},
    ),
    Adds(
        "security_staff.insert_app",
        (),
        words("admin"),  # with a password that its owner never changed
        change={"username": "new-one", "first_password": False, "email": ""},
    ),
    Sees("security_node_mark.select_app", words("sw.gujrat admin"), words("nobody")),
    Adds(
        "security_node_mark.insert_app",
        words("admin"),
        words("sw.gujrat oversight nobody"),
        change={"marked_by": "{seat}"},
    ),
    Adds("security_node_mark.insert_app", (), words("admin")),  # in another's name
    Sees(
        "security_read.select_app",
        words("sw.gujrat auditor oversight"),
        words("duty.pb sho.city admin nobody"),
    ),
    Adds("security_read.insert_app", words("sw.gujrat"), words("duty.pb nobody")),
)

LEDGER: tuple[Line, ...] = (
    *(
        Sees(
            f"{table}.select_app",
            words("auditor oversight"),
            words("sw.gujrat duty.pb federal admin nobody"),
        )
        for table in ("ledger_link", "ledger_root", "ledger_check")
    ),
    Sees(
        "ledger_fact.select_app_complaint",
        words("sw.gujrat duty.pb"),
        words("sho.saddar sho.city cpwb.gujrat nobody"),
        where="about_kind = 'complaint' AND about = {complaint}",
    ),
    Sees(
        "ledger_fact.select_app_dossier",
        words("sw.gujrat"),
        words("duty.pb sho.saddar sho.city legal.pb nobody"),
        where="about_kind = 'dossier'",
    ),
    Sees(
        "ledger_fact.select_app_person",
        words("sw.gujrat"),
        words("duty.pb sho.saddar sho.city legal.pb nobody"),
        where="about_kind = 'person'",
    ),
    Sees(
        "ledger_fact.select_app_referral",
        words("sw.gujrat legal.pb"),
        words("duty.pb sho.saddar sho.city nobody"),
        where="about_kind = 'referral'",
    ),
    Sees(
        "ledger_fact.select_app_screening",
        words("screener.pb sw.gujrat"),
        words("sho.saddar sho.city legal.pb nobody"),
        where="about_kind = 'screening'",
    ),
    Sees(
        "ledger_fact.select_app_register",
        words("sw.gujrat sho.city"),
        words("nobody"),
        where="about_kind IN ('unit', 'service', 'seat', 'staff')",
    ),
    Sees(
        "ledger_fact.select_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        where="about = {complaint}",
    ),
    Sees(
        "ledger_fact.select_public",
        (),
        words("reporter.told"),
        where="about = {complaint} AND release <> 'PUBLIC'",
    ),
    Sees("ledger_fact.select_app_node", (), words("nobody"), where="about_kind = 'node'"),
    *(
        Says(
            f"{table}.{table}_is_append_only",
            (),
            words("owner"),
            sql=f"{change};true",
            otherwise=NO_PRIVILEGE,
        )
        for table, column in (
            ("ledger_fact", "kind"),
            ("ledger_link", "chain"),
            ("ledger_root", "node"),
            ("ledger_check", "node"),
        )
        for change in (
            f"UPDATE {table} SET {column} = 'x'",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        )
    ),
    Adds(
        "ledger_fact.insert_app",
        words("sw.gujrat"),
        words("nobody"),
        row="kind = 'referral.drafted'",
        change={"sequence": 10**12, "actor": "{seat}", "key": ""},
        omits=("xid",),
    ),
    Adds(
        "ledger_fact.insert_app",
        (),
        words("duty.pb nobody"),  # in another's name
        row="kind = 'referral.drafted'",
        omits=("xid",),
    ),
    Adds(
        "ledger_fact.insert_app_door",
        (),
        words("nobody"),  # a password that was not chosen in this transaction
        row="kind = 'referral.drafted'",
        change={
            "sequence": 10**12,
            "kind": "security.password_chosen",
            "actor": "{nobody}",
            "about_kind": "staff",
            "about": "{fresh}",
            "person": "{fresh}",
            "release": "NODE",
        },
        omits=("xid",),
    ),
    Adds(
        "ledger_fact.insert_public",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        row="kind = 'intake.received' AND about = {complaint}",
        change={"sequence": 10**12, "key": ""},
        omits=("xid",),
    ),
    Adds(
        "ledger_fact.insert_worker",
        (),
        words("worker"),
        row="kind = 'referral.drafted'",
        omits=("xid",),
    ),
    Adds(
        "ledger_fact.insert_worker",
        words("worker"),
        (),
        row="kind = 'referral.drafted'",
        change={"sequence": 10**12, "actor_kind": "SYSTEM", "key": ""},
        omits=("xid",),
    ),
    Adds(
        "ledger_fact.transaction_is_own",
        (),
        words("sw.gujrat"),
        row="kind = 'referral.drafted'",
        change={"sequence": 10**12, "actor": "{seat}", "key": ""},
    ),
)

DEAD_GRANTS = ("held_ended", "held_expired", "held_early", "held_seat")
FUNCTIONS: tuple[Line, ...] = (
    Says(
        "security_holds()", words("sw.gujrat"), words("duty.pb"), sql="security_holds({held_now})"
    ),
    Says(
        "security_live_grant()",
        words("keys"),
        (),
        sql="security_live_grant({office}, {nobody}, {held_now}, 'open')",
    ),
    Says(
        "security_live_grant()",
        (),
        words("keys"),
        sql="security_live_grant({office}, {nobody}, {held_excluded}, 'open')",
    ),
    *(
        line
        for dead in DEAD_GRANTS
        for line in (
            Says("security_holds()", (), words("sw.gujrat"), sql=f"security_holds({{{dead}}})"),
            Says(
                "security_live_grant()",
                (),
                words("keys"),
                sql=f"security_live_grant({{office}}, {{nobody}}, {{{dead}}}, 'open')",
            ),
        )
    ),
    *(
        Says(
            "security_issue_pass()",
            (),
            words("nobody"),
            sql=f"security_issue_pass({seat}, '\\x01')",
        )
        for seat in ("{seat_vacated}", "{seat_early}", "{seat_inactive}", "{seat_of_fresh}")
    ),
    Says(
        "work_end_tasks()",
        (),
        words("duty.pb"),
        sql="work_end_tasks({waiting}, 'OTHER', {nobody}, now()) > 0",
    ),
    Says(
        "security_excluded()",
        words("sw.gujrat worker"),
        (),
        sql="security_excluded({complaint}, {station})",
    ),
    Says(
        "security_excluded()",
        words("sw.gujrat worker"),
        (),
        sql="security_excluded({complaint}, {office})",
        answer="false",
    ),
    Says(
        "security_excluded()",
        words("sw.gujrat"),
        (),
        sql="security_excluded({elsewhere}, {station})",  # of another report
        answer="false",
    ),
    Says(
        "security_holds()",
        words("sw.gujrat duty.pb"),
        words("sho.saddar sho.city legal.pb federal nobody"),
        sql="security_holds({complaint})",
    ),
    Says("security_holds()", (), words("sw.gujrat"), sql="security_holds({elsewhere})"),
    Says(
        "security_may()",
        words("oversight auditor"),
        words("sw.gujrat admin nobody"),
        sql="security_may('ledger:audit:read')",
    ),
    Says(
        "security_may()",
        (),
        words("oversight auditor"),
        sql="security_may('security:staff:manage')",
    ),
    Says(
        "security_may_grant()",
        words("sw.gujrat duty.pb"),
        words("sho.saddar sho.city nobody"),
        sql="coalesce(security_may_grant({complaint}, {legal}), false)",
    ),
    Says(
        "security_may_grant()",
        words("cpwb.gujrat"),
        (),
        sql="security_may_grant({new}, {unit})",  # a new record of the own unit
    ),
    Says(
        "security_may_grant()",
        (),
        words("cpwb.gujrat"),
        sql="security_may_grant({complaint}, {unit})",
    ),
    Says(
        "security_may_grant()", (), words("cpwb.gujrat"), sql="security_may_grant({new}, {legal})"
    ),
    Says(
        "security_live_grant()",
        words("keys"),
        (),
        sql="security_live_grant({office}, NULL, {complaint}, 'open')",
    ),
    *(
        Says(
            "security_live_grant()",
            (),
            words("keys"),
            sql=f"security_live_grant({unit}, NULL, {record}, 'open')",
        )
        for unit, record in (
            ("{legal}", "{complaint}"),
            ("{station}", "{complaint}"),
            ("{office}", "{elsewhere}"),
        )
    ),
    Says(
        "security_seat()",
        words("sw.gujrat sho.city"),
        words("nobody reporter.told visitor"),
        sql="security_seat() IS NOT NULL",
    ),
    Says(
        "security_unit()",
        words("sw.gujrat"),
        words("duty.pb nobody"),
        sql="coalesce(security_unit() = {office}, false)",
    ),
    Says(
        "security_picture()",
        words("federal npb"),
        words("focal.gujrat coord.pb sw.gujrat nobody"),
        sql="coalesce(security_picture() = 'NATION', false)",
    ),
    Says(
        "security_picture()",
        words("focal.gujrat"),
        words("coord.pb federal sw.gujrat"),
        sql="coalesce(security_picture() = 'DISTRICT', false)",
    ),
    Says(
        "security_territory()",
        words("focal.gujrat"),
        words("nobody"),
        sql="security_territory() IS NOT NULL",
    ),
    Says(
        "access_complaint()",
        words("reporter.told"),
        words("reporter.elsewhere visitor sw.gujrat"),
        sql="coalesce(access_complaint() = {complaint}, false)",
    ),
    Says(
        "intake_withdrawal_waiting()",
        words("duty.pb reporter.told"),
        (),
        sql="intake_withdrawal_waiting({waiting})",
    ),
    Says(
        "intake_withdrawal_waiting()",
        (),
        words("duty.pb"),
        sql="intake_withdrawal_waiting({complaint})",
    ),
    Says(
        "intake_holding_units()",
        words("reporter.told"),
        words("reporter.elsewhere visitor"),
        sql="coalesce({office} = ANY (intake_holding_units()), false)",
    ),
    Says(
        "intake_reporter_public()",
        words("sw.gujrat worker"),
        words("sho.saddar sho.city nobody"),
        sql="intake_reporter_public({complaint}) IS NOT NULL",
    ),
    Says(
        "casework_other_side()",
        words("sho.city"),
        words("nobody"),
        sql="EXISTS (SELECT 1 FROM casework_other_side({link}))",
    ),
    Says(
        "work_end_tasks()",
        words("duty.pb worker"),
        words("sho.saddar sho.city nobody"),
        sql="work_end_tasks({waiting}, 'PROBE', {nobody}, now()) > 0",
    ),
    Says(
        "security_inherit_exclusions()",
        words("worker duty.pb"),
        words("sho.saddar nobody"),
        sql="SELECT security_inherit_exclusions({complaint}, {new_record}, now());"
        "security_excluded({new_record}, {station})",
    ),
    Says(
        "referral_withdraw_consent()",
        words("sw.gujrat legal.pb"),
        words("sho.saddar duty.pb nobody"),
        sql="referral_withdraw_consent({referral}, now()) = 1",
    ),
    Says(
        "security_oldest_waiting_fact()",
        words("auditor oversight"),
        words("sw.gujrat duty.pb admin nobody"),
        sql="security_oldest_waiting_fact() IS NOT NULL",
    ),
    Says("intake_purge_draft()", words("worker"), (), sql="intake_purge_draft({draft})"),
    Says("intake_purge_draft()", (), words("worker"), sql="intake_purge_draft({complaint})"),
    Says(
        "security_issue_pass()",
        words("nobody"),
        (),
        sql="security_issue_pass({seat_of_trainer}, '\\x01'::bytea)",
    ),
    Says(
        "security_issue_pass()",
        (),
        words("nobody"),
        sql="security_issue_pass({nobody}, '\\x01'::bytea)",
    ),
    *(
        Says(name, let, kept, sql="security_seat() IS NOT NULL")
        for name, let, kept in (
            ("access_subject()", words("trainer"), words("ended expired nobody visitor")),
            ("security_seat()", words("trainer"), words("vacated early inactive ended expired")),
        )
    ),
    *(
        Says(f"{name}()", words(who), (), sql=f"{sql}", answer=answer)
        for name, who, call in (
            ("access_pass_seat", "keys", "EXISTS (SELECT 1 FROM access_pass_seat({}))"),
            ("security_context", "nobody", "EXISTS (SELECT 1 FROM security_context({}))"),
            ("access_renew_pass", "nobody visitor", "access_renew_pass({}, interval '15 minutes')"),
            ("access_end_pass", "nobody visitor", "access_end_pass({})"),
        )
        for sql, answer in (
            (call.format("{hash}"), "true"),
            (call.format("{hash_ended}"), "false"),
            (call.format("'\\x01'::bytea"), "false"),
        )
    ),
    *(
        Says(f"{name}()", (), words(who), sql=call.format(dead))
        for name, who, call in (
            ("access_pass_seat", "keys", "EXISTS (SELECT 1 FROM access_pass_seat({}))"),
            ("security_context", "nobody", "EXISTS (SELECT 1 FROM security_context({}))"),
        )
        for dead in ("{hash_expired}", "{hash_vacated}", "{hash_early}", "{hash_inactive}")
    ),
    Says(
        "access_renew_pass()",
        (),
        words("nobody"),
        sql="access_renew_pass({hash_expired}, interval '1 hour')",
    ),
    *(
        Says(
            f"{name}()", (), words("nobody visitor worker trainer"), sql=sql, otherwise=NO_PRIVILEGE
        )
        for name, sql in (
            ("access_subject", "access_subject('STAFF')"),
            ("access_end_passes", "access_end_passes({seat_of_trainer})"),
            (
                "access_issue_pass",
                (
                    "access_issue_pass('STAFF', {seat_of_trainer}, NULL, '\\x01'::bytea,"
                    " interval '1 hour', interval '1 hour')"
                ),
            ),
        )
    ),
    Says(
        "access_end_passes()",
        words("owner"),
        (),
        sql="SELECT access_end_passes({seat_of_trainer});NOT access_end_pass({hash})",
    ),
    Says(
        "security_choose_password()",
        (),
        words("nobody"),
        sql="security_choose_password({fresh_inactive}, 'hashed')",
    ),
    Says(
        "security_choose_password()",
        words("nobody"),
        (),
        sql="security_choose_password({fresh}, 'hashed')",
    ),
    Says(
        "security_choose_password()",
        (),
        words("nobody"),  # who has chosen once changes it signed in
        sql="security_choose_password({staff_of_trainer}, 'hashed')",
    ),
    Says(
        "security_door_step()",
        words("nobody"),
        (),
        sql="SELECT security_choose_password({fresh}, 'hashed');"
        "security_door_step('security.password_chosen', {fresh})",
    ),
    *(
        Says(
            "security_door_step()",
            (),
            words("nobody"),
            sql=f"security_door_step('{kind}', {{fresh}})",
        )
        for kind in ("security.password_chosen", "security.phone_set_up", "security.other")
    ),
    Says(
        "security_spend_code()",
        words("nobody"),
        (),
        sql="SELECT security_spend_code({fresh}, 5);security_spend_code({fresh}, 6)",
    ),
    Says(
        "security_spend_code()",
        (),
        words("nobody"),
        sql="SELECT security_spend_code({fresh}, 5);security_spend_code({fresh}, 5)",
    ),
    Says("security_in_service()", (), words("nobody visitor"), sql="security_in_service()"),
    Says(
        "security_in_service()",
        words("owner"),
        (),
        sql="INSERT INTO security_node_mark (id, in_service, authority_id, responsible,"
        " order_number, reason, marked_at, marked_by)"
        " SELECT {new}, true, id, 'r', 'o', '', now(), {nobody}"
        " FROM directory_agency LIMIT 1;security_in_service()",
    ),
    *(
        Says(
            "intake_issue_pass()",
            let,
            kept,
            sql=f"intake_issue_pass({{locator}}, {proof}, '\\x02'::bytea) IS NOT NULL",
        )
        for proof, let, kept in (
            ("{verifier}", words("visitor"), ()),
            ("'\\x01'::bytea", (), words("visitor")),
        )
    ),
    Says(
        "intake_issue_pass()",
        (),
        words("visitor"),
        sql="intake_issue_pass('0000000', {verifier}, '\\x02'::bytea) IS NOT NULL",
    ),
    Says(
        "intake_code_salt()",
        words("visitor"),
        (),
        sql="(SELECT count(*) FROM intake_code_salt({locator})) = 1",
    ),
    *(
        Says(
            "intake_begun_before()",
            words("visitor"),
            (),
            sql=f"(SELECT string_agg(replaceable::text, ' ') FROM intake_begun_before({key}))",
            answer=answer,
        )
        for key, answer in (("{begin_key_of_draft}", "true"), ("{begin_key}", "false"))
    ),
    *(
        Says(
            "intake_replace_code()",
            let,
            kept,
            sql=f"intake_replace_code({key}, '', 1, '', '', '', '')",
        )
        for key, let, kept in (
            ("{begin_key_of_draft}", words("visitor"), ()),
            ("{begin_key}", (), words("visitor")),
        )
    ),
    Says(
        "intake_attempt_counts()",
        words("visitor"),
        (),
        sql="(SELECT by_locator || ' ' || by_bucket"
        " FROM intake_attempt_counts('7777777', '\\x07'::bytea))",
        answer="1 1",
    ),
    Says(
        "intake_draw_locator()",
        words("visitor operator.pb"),
        (),
        sql="length(intake_draw_locator()) = 7",
    ),
    # Who may count is asked in tests/actions/statistics/test_agency_head.py; here, who may call.
    Says(
        "statistics_agency_figures()",
        words("sho.saddar duty.pb"),
        words("visitor worker stats"),
        sql="NOT EXISTS (SELECT 1 FROM statistics_agency_figures())",
        otherwise=NO_PRIVILEGE,
    ),
    Says(
        "work_defer()",
        words("reporter.told sw.gujrat worker"),
        (),
        sql="work_defer('intake.sort', '{{}}', {new}) IS NOT NULL",
    ),
    Says(
        "procrastinate_jobs.work_queue_is_guarded",
        words("worker"),
        words("visitor reporter.told"),
        sql="work_defer('work.climb', '{{}}', {new}) IS NOT NULL",
        otherwise=NO_PRIVILEGE,
    ),
    Says(
        "procrastinate_jobs.work_queue_is_guarded",
        words("worker"),
        words("visitor sw.gujrat"),
        sql="""work_defer('intake.sort', '{{"name": "A"}}', {new}) IS NOT NULL""",
        otherwise=CHECK_VIOLATION,
    ),
    *(
        Says(
            "intake_public_offices()",
            words("visitor operator.pb"),
            (),
            sql="{unit} IN (SELECT unit FROM intake_public_offices((SELECT territory_id"
            " FROM directory_unit WHERE id = {unit})))".replace("{unit}", unit),
            answer=answer,
        )
        for unit, answer in (
            ("{station}", "true"),
            ("{office}", "true"),
            ("{desk}", "false"),
            ("{legal}", "false"),
            ("{shelter}", "false"),
            ("{pool}", "false"),
        )
    ),
)
LINES = (*GRANTS, *KEYS, *CONSENTS, *CONSENTS_OF_REPORTERS, *STAFF, *LEDGER, *FUNCTIONS)
