"""Names of nobody: put together from syllables, each in Latin and in Urdu letters. The second part
says that they are invented.
"""

from typing import Final

Spelling = tuple[str, str]  # Latin, Urdu

BEGINNINGS: Final[tuple[Spelling, ...]] = (
    ("Zar", "زر"), ("Mehr", "مہر"), ("Gul", "گل"), ("Nur", "نور"), ("Shan", "شان"), ("Dil", "دل"),
    ("Khush", "خوش"), ("Roz", "روز"), ("Sab", "سب"), ("Tal", "تال"), ("Bakht", "بخت"),
    ("Naz", "ناز"), ("Par", "پر"), ("Sar", "سر"), ("Far", "فر"), ("Jan", "جان"), ("Lal", "لعل"),
    ("Mah", "ماہ"), ("Nek", "نیک"), ("Dur", "در"), ("Arz", "ارض"), ("Bad", "باد"),
    ("Cham", "چم"), ("Hum", "ہم"), ("Kir", "کر"),
)  # fmt: skip
ENDINGS: Final[tuple[Spelling, ...]] = (
    ("mina", "مینا"), ("wana", "وانا"), ("deen", "دین"), ("zada", "زادہ"), ("bano", "بانو"),
    ("khel", "خیل"), ("shad", "شاد"), ("tara", "تارا"), ("veen", "وین"), ("ruh", "روح"),
    ("lina", "لینا"), ("mand", "مند"), ("yar", "یار"), ("joo", "جو"), ("sheer", "شیر"),
    ("dana", "دانہ"), ("fam", "فام"), ("gira", "گیرا"), ("posh", "پوش"), ("rang", "رنگ"),
)  # fmt: skip
SURNAMES: Final[tuple[Spelling, ...]] = (
    ("Farzi", "فرضی"), ("Misali", "مثالی"), ("Namuna", "نمونہ"), ("Khayali", "خیالی"),
)  # fmt: skip
COUNT: Final = len(BEGINNINGS) * len(ENDINGS) * len(SURNAMES)


def spelling(number: int) -> Spelling:
    """The name of this number in Latin and in Urdu letters; `COUNT` different ones, then again."""
    rest, last = divmod(number % COUNT, len(SURNAMES))
    first, second = divmod(rest, len(ENDINGS))
    parts = (BEGINNINGS[first], ENDINGS[second], SURNAMES[last])
    latin = "".join(part[0] for part in parts[:2])
    urdu = "".join(part[1] for part in parts[:2])
    return f"{latin} {parts[2][0]}", f"{urdu} {parts[2][1]}"


def name(number: int, *, urdu: bool) -> str:
    return spelling(number)[1 if urdu else 0]
