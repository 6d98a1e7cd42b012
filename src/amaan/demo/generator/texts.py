"""What invented reporters and officers write, in Urdu and in English: who, what, how, put together
so that no two of three hundred are alike. Every text says that it is invented.
"""

from typing import Final

from amaan.intake.rules.answers import Sign

Both = tuple[str, str]  # English, Urdu

WHO: Final[tuple[Both, ...]] = (
    ("My brother", "میرا بھائی"),
    ("A neighbour's daughter", "پڑوسی کی بیٹی"),
    ("Two young men of our street", "ہماری گلی کے دو لڑکے"),
    ("My cousin", "میرا چچا زاد"),
    ("A family of six", "چھ افراد کا ایک خاندان"),
    ("A woman who worked with us", "ہمارے ساتھ کام کرنے والی ایک خاتون"),
)
WHAT: Final[dict[Sign, Both]] = {
    Sign.FORCED_WORK: ("must work without wages", "بغیر اجرت کام پر مجبور ہے"),
    Sign.DEBT: (
        "is kept because of an advance that never ends",
        "ایسی پیشگی کی وجہ سے روکا ہوا ہے جو ختم نہیں ہوتی",
    ),
    Sign.SEXUAL: (
        "is being exploited and cannot say no",
        "استحصال کا شکار ہے اور انکار نہیں کر سکتا",
    ),
    Sign.BEGGING: (
        "is made to beg at a crossing every day",
        "روز چوراہے پر بھیک مانگنے پر مجبور ہے",
    ),
    Sign.MARRIAGE: ("was married off against money", "پیسوں کے بدلے بیاہا گیا"),
    Sign.ORGAN: ("was pressed to sell an organ", "عضو بیچنے پر مجبور کیا گیا"),
    Sign.JOURNEY: ("was taken away by an agent", "ایک ایجنٹ کے ذریعے لے جایا گیا"),
    Sign.PAPERS_TAKEN: ("had the papers taken away", "کے کاغذات چھین لیے گئے"),
    Sign.CHILD_GIVEN: ("was given to strangers as a child", "بچپن میں اجنبیوں کے حوالے کیا گیا"),
    Sign.OTHER: ("is held by people we do not know", "ایسے لوگوں کے پاس ہے جنہیں ہم نہیں جانتے"),
}
HOW: Final[tuple[Both, ...]] = (
    ("The door is locked at night.", "رات کو دروازہ بند رکھا جاتا ہے۔"),
    ("The telephone was taken.", "فون لے لیا گیا ہے۔"),
    ("They ask the family for more money.", "گھر والوں سے مزید رقم مانگی جا رہی ہے۔"),
    ("Nobody may visit.", "کسی کو ملنے نہیں دیا جاتا۔"),
    ("There are others there as well.", "وہاں اور لوگ بھی ہیں۔"),
)
MESSAGES: Final[tuple[Both, ...]] = (
    ("They called again last night.", "کل رات پھر فون آیا۔"),
    ("Please do not call the number, write here.", "براہِ کرم فون نہ کریں، یہیں لکھیں۔"),
    ("I saw the car again today.", "آج وہ گاڑی پھر دیکھی۔"),
)
ANSWERS: Final[tuple[Both, ...]] = (
    ("It is behind the old mill.", "وہ جگہ پرانی چکی کے پیچھے ہے۔"),
    ("There are four of them.", "وہ چار لوگ ہیں۔"),
)
QUESTIONS: Final[tuple[Both, ...]] = (
    ("Can you say where the place is?", "کیا آپ جگہ بتا سکتے ہیں؟"),
    ("How many people are there?", "وہاں کتنے لوگ ہیں؟"),
)
OUTCOMES: Final[tuple[Both, ...]] = (
    (
        "The people are safe and in touch with their family.",
        "افراد محفوظ ہیں اور گھر والوں سے رابطے میں ہیں۔",
    ),
    ("The debt has been cancelled.", "قرض ختم کر دیا گیا ہے۔"),
)
HANDOVERS: Final[tuple[Both, ...]] = (
    (
        "Another office helps with this; its number is in the directory.",
        "اس میں دوسرا دفتر مدد کرتا ہے؛ نمبر ڈائریکٹری میں ہے۔",
    ),
)
COUNT: Final = len(WHO) * len(WHAT) * len(HOW)
INVENTED: Final[Both] = ("(invented)", "(فرضی)")


def pick(texts: tuple[Both, ...], number: int, *, urdu: bool) -> str:
    """One of some texts, marked as invented."""
    script = 1 if urdu else 0
    return f"{texts[number % len(texts)][script]} {INVENTED[script]}"


def sign(number: int) -> Sign:
    """What the story of this number is about."""
    return tuple(WHAT)[number % len(WHAT)]


def both(number: int) -> Both:
    return story(number, urdu=False), story(number, urdu=True)


def story(number: int, *, urdu: bool) -> str:
    """`COUNT` different ones in each script, then again."""
    rest, what = divmod(number % COUNT, len(WHAT))
    who, how = divmod(rest, len(HOW))
    script = 1 if urdu else 0
    about = WHAT[tuple(WHAT)[what]][script]
    full_stop = "۔" if urdu else "."
    return f"{WHO[who][script]} {about}{full_stop} {HOW[how][script]} {INVENTED[script]}"
