"""Which names count as a country or a nationality?"""

from amaan.statistics.rules.official_countries import COUNTRIES, LIST, NATIONALITIES


def test_every_line_has_a_country_and_one_bar() -> None:
    for line in LIST.strip().splitlines():
        country, _, nationality = line.partition("|")
        assert country.strip(), line
        assert "|" not in nationality, line


def test_what_stands_in_the_official_files_is_known() -> None:
    assert {"Pakistan", "Iran", "Türkiye", "Greece", "Italy"} <= COUNTRIES
    assert {"Pakistani", "Iranian", "Afghan"} <= NATIONALITIES
    assert "" not in COUNTRIES | NATIONALITIES
