"""Which sample pages exist, and what fills them? Invented people, every component."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django import forms

from amaan.kernel.reasons import Reason
from amaan.ui.answers import ChoiceLabel
from amaan.ui.language import Language

Context = dict[str, object]
Row = Mapping[str, object]
MOMENT = datetime(2026, 11, 23, 11, 18, tzinfo=UTC)


def say(lang: str, english: str, urdu: str) -> str:
    return english if lang == Language.ENGLISH else urdu


def question(lang: str) -> forms.Form:
    """A bound form with a fault in two fields."""
    answers = [
        (
            "SELF",
            ChoiceLabel(say(lang, "I do", "مجھے"), say(lang, "It happens to me", "میرے ساتھ")),
        ),
        (
            "CHILD",
            ChoiceLabel(say(lang, "A child", "کسی بچے کو"), say(lang, "Under 18", "18 سے کم عمر")),
        ),
        ("UNSURE", ChoiceLabel(say(lang, "I am not sure", "مجھے یقین نہیں"))),
    ]

    class Question(forms.Form):
        place = forms.CharField(
            label=say(lang, "Where?", "کہاں؟"),
            help_text=say(lang, "A village, road or shop is enough", "گاؤں، سڑک یا دکان کافی ہے"),
            required=False,
        )
        words = forms.CharField(
            label=say(lang, "What happened?", "کیا ہوا؟"),
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": say(lang, "Write a few words", "چند الفاظ لکھیں")},
        )
        who = forms.ChoiceField(
            label=say(lang, "Who needs help?", "کس کو مدد چاہیے؟"),
            help_text=say(lang, "You can skip any question", "کوئی بھی سوال چھوڑ سکتے ہیں"),
            widget=forms.RadioSelect,
            choices=answers,
            error_messages={"required": say(lang, "Choose one answer", "ایک جواب چنیں")},
        )

    return Question({"place": say(lang, "Kunri", "کنری")})


def rail(lang: str) -> list[Row]:
    def entry(
        icon: str, label: str, count: int = 0, *, hot: bool = False, current: bool = False
    ) -> Row:
        return {
            "url": "#",
            "icon": icon,
            "label": label,
            "count": count,
            "hot": hot,
            "current": current,
        }

    work = [
        entry("inbox", say(lang, "Work queue", "کام کی فہرست"), 7, hot=True, current=True),
        entry("funnel", say(lang, "Screening", "جانچ"), 12),
        entry("folder2-open", say(lang, "Cases", "مقدمات")),
        entry("people", say(lang, "People", "افراد")),
    ]
    look = [
        entry("bar-chart-line", say(lang, "National picture", "قومی صورتِ حال")),
        entry("house-heart", say(lang, "Services and shelters", "خدمات اور پناہ گاہیں")),
    ]
    return [
        {"title": "", "entries": work},
        {"title": say(lang, "Overview", "جائزہ"), "entries": look},
    ]


def staff(lang: str) -> Context:
    """The frame of every staff sample."""
    return {
        "rail": rail(lang),
        "sign_out_url": "#",
        "theme_url": "#",
        "training_data": True,
        "node_in_service": False,
        "signed_in": {
            "name": say(lang, "Insp. Sadia Mehmood", "انسپکٹر سعدیہ محمود"),
            "unit": say(lang, "Anti-trafficking desk, Umerkot", "انسدادِ انسانی تجارت ڈیسک، عمرکوٹ"),
        },
        "lang": lang,
    }


def home(lang: str) -> Context:
    return {"node_in_service": True}


def faulty(lang: str) -> Context:
    salt, number = "a1b2c3", 4321
    challenge = {
        "algorithm": "SHA-256",
        "challenge": sha256(f"{salt}{number}".encode()).hexdigest(),
        "salt": salt,
        "maxnumber": 10_000,
        "signature": "invented",
    }
    return {"form": question(lang), "challenge": challenge, "node_in_service": False}


def receipt(lang: str) -> Context:
    return {"lines": ("123 4567", "8901 2345 6789", "0"), "events": steps(lang)}


def steps(lang: str) -> list[Row]:
    return [
        {
            "title": say(lang, "Received", "آپ کی اطلاع مل گئی ہے"),
            "time": say(lang, "Tuesday 17 November", "منگل 17 نومبر"),
            "tone": "ok",
        },
        {
            "title": say(lang, "With an agency", "متعلقہ ادارہ اس پر کام کر رہا ہے"),
            "time": say(lang, "Since Wednesday 18 November", "بدھ 18 نومبر سے"),
            "tone": "info",
            "now": True,
        },
        {
            "title": say(lang, "Finished", "کارروائی مکمل ہو گئی ہے"),
            "time": say(lang, "We will tell you here", "آپ کو یہیں بتایا جائے گا"),
            "later": True,
        },
    ]


def track(lang: str) -> Context:
    return {"events": steps(lang), "node_in_service": True}


def queue(lang: str) -> Context:
    tab_names = [
        (say(lang, "Needs me now", "فوری توجہ"), 7),
        (say(lang, "Not assigned", "غیر مختص"), 12),
        (say(lang, "Late", "تاخیر"), 3),
    ]
    tabs = [
        {"url": "#", "label": label, "count": count, "hot": not place, "current": not place}
        for place, (label, count) in enumerate(tab_names)
    ]
    urgencies = [
        {
            "value": "U1",
            "label": say(lang, "Life in danger", "جان کا خطرہ"),
            "count": 2,
            "checked": True,
        },
        {"value": "U3", "label": say(lang, "Ordinary", "معمول"), "count": 24},
        {"value": "U4", "label": say(lang, "Information", "معلومات"), "count": 0},
    ]
    forms_of = [{"value": "B", "label": say(lang, "Bonded labour", "جبری مشقت"), "count": 17}]
    keys = [
        {"key": "J", "text": say(lang, "next", "اگلا")},
        {"key": "X", "text": say(lang, "select", "منتخب")},
    ]
    page = {
        "tabs": tabs,
        "urgencies": urgencies,
        "forms": forms_of,
        "keys": keys,
        "rows": rows(lang),
    }
    return staff(lang) | page


def rows(lang: str) -> list[Row]:
    """Queue rows: one of each urgency and clock."""
    kiln = say(lang, "Eleven people held at a brick kiln", "اینٹوں کے بھٹے پر گیارہ افراد قید")
    passports = say(lang, "Passports kept by agent", "ایجنٹ نے پاسپورٹ رکھ لیے")
    boys = say(
        lang, "Three boys brought to beg at signals", "سگنل پر بھیک کے لیے لائے گئے تین لڑکے"
    )
    school = say(lang, "School place for two children", "دو بچوں کا سکول میں داخلہ")
    told = [
        ("U1", kiln, "late", say(lang, "38 min late", "38 منٹ تاخیر"), 100, "info"),
        ("U2", passports, "soon", say(lang, "1 h 5 min left", "1 گھنٹہ 5 منٹ باقی"), 86, "warn"),
        ("U3", boys, "paused", say(lang, "Paused, 4 h left", "رکا ہوا، 4 گھنٹے باقی"), 50, "ok"),
        ("U4", school, "fine", say(lang, "4 working days left", "4 دفتری دن باقی"), 20, "neutral"),
    ]
    return [
        {
            "urgency": urgency,
            "what": what,
            "state": state,
            "left": left,
            "used": used,
            "tone": tone,
            "number": f"R-26-0481{place}",
            "where": say(lang, "Kunri, Umerkot", "کنری، عمرکوٹ"),
            "source": say(lang, "Public report", "عوامی اطلاع"),
            "status": say(lang, "Sent", "موصول"),
            "officer": say(lang, "You", "آپ"),
            "selected": place == 1,
        }
        for place, (urgency, what, state, left, used, tone) in enumerate(told)
    ]


def case(lang: str) -> Context:
    clocks = [
        (
            "late",
            say(lang, "6 days late", "6 دن تاخیر"),
            100,
            say(lang, "Complete challan", "مکمل چالان"),
        ),
        ("soon", say(lang, "2 days left", "2 دن باقی"), 80, say(lang, "Next hearing", "اگلی پیشی")),
        (
            "fine",
            say(lang, "31 h left", "31 گھنٹے باقی"),
            35,
            say(lang, "Contact note", "رابطہ نوٹ"),
        ),
        ("met", say(lang, "Met", "پورا ہوا"), 53, say(lang, "First contact", "پہلا رابطہ")),
    ]
    charge = {
        "who": say(lang, "Sher M.", "شیر م۔"),
        "role": say(lang, "Front man", "سامنے کا آدمی"),
        "section": "PPC 344",
        "version": say(lang, "1860 text", "متن 1860"),
        "stage": say(lang, "Judgment", "فیصلہ"),
        "outcome": say(lang, "Fine only", "صرف جرمانہ"),
        "tone": "warn",
    }
    pending = charge | {"tone": "", "outcome": say(lang, "Pending", "زیرِ التوا")}
    officer = say(lang, "Insp. Sadia Mehmood", "انسپکٹر سعدیہ محمود")
    return staff(lang) | {
        "above": say(lang, "FIR 212/2026, Police Station Kunri", "ایف آئی آر 212/2026، تھانہ کنری"),
        "clocks": [
            {"state": state, "text": text, "used": used, "due": due, "note": due}
            for state, text, used, due in clocks
        ],
        "tabs": queue(lang)["tabs"],
        "events": steps(lang),
        "charges": [pending, charge],
        "facts": [{"label": say(lang, "Investigating officer", "تفتیشی افسر"), "value": officer}],
        "printed_at": MOMENT,
    }


def screen(lang: str) -> Context:
    answers = [
        {"value": "Y", "label": say(lang, "Yes", "ہاں"), "checked": True},
        {"value": "U", "label": say(lang, "Unclear", "غیر واضح")},
        {"value": "N", "label": say(lang, "No", "نہیں")},
    ]
    elements = [
        ("act", say(lang, "Act: recruit, transport", "فعل: بھرتی، نقل و حمل")),
        ("means", say(lang, "Means: force, fraud", "ذریعہ: زور، دھوکا")),
        ("purpose", say(lang, "Purpose: compelled labour", "مقصد: جبری مشقت")),
    ]
    words = say(lang, "4 passages", "4 عبارتیں")
    return staff(lang) | {
        "views": [
            {"url": "#", "label": say(lang, "As written", "اصل تحریر"), "current": True},
            {"url": "#", "label": say(lang, "Translated", "ترجمہ")},
        ],
        "elements": [
            {"kind": kind, "title": title, "answers": answers, "words": words}
            for kind, title in elements
        ],
        "ticks": [
            {"label": say(lang, "Debt bondage", "قرض کی غلامی"), "on": True},
            {"label": say(lang, "Isolation", "تنہائی"), "on": False},
        ],
        "trail": [
            {"state": "met", "text": say(lang, "Act is marked Yes", "فعل پر ”ہاں“ ہے")},
            {"state": "unmet", "text": say(lang, "Means is unclear", "ذریعہ واضح نہیں")},
            {"state": "info", "text": say(lang, "No border crossed", "سرحد پار نہیں ہوئی")},
        ],
        "why": [
            {"state": "agree", "text": say(lang, "Name: same", "نام: ایک")},
            {"state": "differ", "text": say(lang, "Born 3 years apart", "پیدائش میں 3 سال فرق")},
            {"state": "clash", "text": say(lang, "Other sex", "جنس مختلف")},
            {"state": "unknown", "text": say(lang, "Phone: not recorded", "فون: درج نہیں")},
        ],
    }


def parts(lang: str) -> Context:
    return staff(lang) | {
        "form": question(lang),
        "reasons": [Reason("illegal-step"), Reason("code-typing-mistake")],
        "length": timedelta(hours=3, minutes=10),
        "moment": MOMENT,
        "names": {"name_en": "Umerkot", "name_ur": "عمرکوٹ"},
    }


def failed(lang: str) -> Context:
    return {"kind": "500", "code": "7F3K"}


def closed(lang: str) -> Context:
    return staff(lang) | {"kind": "403", "code": "7F3K", "reasons": [Reason("illegal-step")]}


PAGES: dict[str, tuple[str, Callable[[str], Context]]] = {
    "home": ("gallery/home.html", home),
    "question": ("gallery/question.html", faulty),
    "receipt": ("gallery/receipt.html", receipt),
    "track": ("gallery/track.html", track),
    "queue": ("gallery/queue.html", queue),
    "case": ("gallery/case.html", case),
    "screen": ("gallery/screen.html", screen),
    "parts": ("gallery/parts.html", parts),
    "error-public": ("ui/error_public.html", failed),
    "error-staff": ("ui/error_staff.html", closed),
}
