"""How is a cell written so that a spreadsheet shows it and never runs it?"""

# What a spreadsheet takes as the start of a formula, full-width forms included.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(value: object) -> str:
    """The text of a cell; a text that would start a formula gets an apostrophe before it, a number
    never does.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int):
        return text
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
