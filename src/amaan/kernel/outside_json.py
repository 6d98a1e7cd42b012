"""What does a JSON text from outside say, if it is one that may be read at all?

`json.loads` alone lets pass what breaks the reader later, or breaks itself: half characters that no
UTF-8 can carry, nesting that exhausts the stack, NaN. A test keeps it to texts of our own.
"""

import json


class NotJson(ValueError):  # noqa: N818  (an answer about the text, not a fault of the program)
    """Nobody who speaks the protocol writes such a text."""


def json_of(text: str | bytes, *, longest: int) -> object:
    """The value of a text of at most `longest` characters or bytes. Raises NotJson."""
    if len(text) > longest:
        raise NotJson("too long")
    try:
        plain = text if isinstance(text, str) else text.decode("utf-8")
        found: object = json.loads(plain, parse_constant=_refuse_constant)
        if "\\ud" in plain.casefold() or not plain.isascii():
            json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as deep:
        raise NotJson("nested too deeply") from deep
    except UnicodeError as half:
        raise NotJson("half a character") from half
    except ValueError as broken:
        raise NotJson("not JSON") from broken
    return found


def _refuse_constant(name: str) -> object:
    raise ValueError(name)
