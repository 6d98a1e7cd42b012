"""Who writes registers and official figures; everybody of the platform reads them."""

from collections.abc import Mapping

from tests.policies.lines import Adds, Alters, Line, Removes, Sees, words

NOT_EDITORS = words("sw.gujrat duty.pb oversight federal nobody")
EDITED = (
    "directory_agency", "directory_calendar_version", "directory_clock_limit", "directory_code",
    "directory_focal_person", "directory_helpline", "directory_offence_version", "directory_post",
    "directory_service", "directory_service_area", "directory_service_version",
    "directory_territory", "directory_territory_alias", "directory_territory_figure",
    "directory_unit",
)  # fmt: skip
# What tells a second row apart from the first.
FIGURES: Mapping[str, Mapping[str, object]] = {
    "statistics_claim": {"line": 99},
    "statistics_figure_finding": {"place": 99},
    "statistics_official_figure": {"line": 99},
    "statistics_official_source": {"content_sha256": "b"},
    "statistics_quarantined_figure": {"line": 99},
    "statistics_value": {"place_in_claim": 99},
}

LINES: tuple[Line, ...] = (
    *(Adds(f"{table}.insert_app", (), NOT_EDITORS, row="true") for table in EDITED),
    Removes("directory_service_area.delete_app", words("admin"), NOT_EDITORS),
    Alters(
        "directory_unit.update_app", words("admin"), NOT_EDITORS, sets="valid_to = '2999-01-01'"
    ),
    Alters("directory_service.update_app", words("admin"), NOT_EDITORS, sets="capacity = 1"),
    Alters(
        "directory_helpline.update_app", words("admin"), NOT_EDITORS, sets="superseded_at = now()"
    ),
    Alters(
        "directory_post.update_app", words("admin"), NOT_EDITORS, sets="valid_to = '2999-01-01'"
    ),
    Alters(
        "directory_calendar_version.update_app",
        words("admin"),
        NOT_EDITORS,
        sets="superseded_at = now()",
    ),
    Alters(
        "directory_clock_limit.update_app",
        words("admin"),
        NOT_EDITORS,
        sets="superseded_at = now()",
    ),
    Alters(
        "directory_focal_person.update_app",
        words("admin"),
        NOT_EDITORS,
        sets="valid_to = '2999-01-01'",
    ),
    Alters(
        "directory_offence_version.update_app",
        words("admin"),
        NOT_EDITORS,
        sets="superseded_at = now()",
    ),
    Sees(
        "directory_helpline.select_public",
        words("visitor"),
        (),
        where="number_text IN ('15', '1122')",
    ),
    Sees(
        "directory_helpline.select_public",
        (),
        words("visitor"),
        where="superseded_at IS NOT NULL"
        " OR (status <> 'VERIFIED' AND number_text NOT IN ('15', '1122'))",
    ),
    Sees("directory_service.select_public", words("visitor"), (), where="listed"),
    *(
        Sees("directory_service.select_public", (), words("visitor"), where=hidden)
        for hidden in ("NOT listed", "status <> 'ACTIVE'", "verified_on IS NULL")
    ),
    *(
        line
        for table, change in FIGURES.items()
        for line in (
            Sees(f"{table}.select_app", words("sw.gujrat researcher"), words("nobody ended")),
            Adds(
                f"{table}.insert_app",
                words("federal npb"),
                words("sw.gujrat researcher admin nobody"),
                change=change,
            ),
        )
    ),
    Sees("directory_import_run.select_app", words("admin"), NOT_EDITORS),
    Adds("directory_import_run.insert_app", words("admin"), NOT_EDITORS),
)
