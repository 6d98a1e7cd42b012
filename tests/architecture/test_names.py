"""One class name, one class; and no more function names of one word than there are."""

from tests.architecture.names import SHARED, one_word_functions, twins

# May only get smaller: a verb has its object (`open_case`, not `open`).
ONE_WORD_FUNCTIONS = 650


def test_a_class_name_has_one_class() -> None:
    shared = twins()
    assert {name: files for name, files in shared.items() if name not in SHARED} == {}
    assert [name for name in SHARED if name not in shared] == []


def test_function_names_of_one_word_get_fewer() -> None:
    found = one_word_functions()
    assert len(found) <= ONE_WORD_FUNCTIONS, "\n".join(found)
