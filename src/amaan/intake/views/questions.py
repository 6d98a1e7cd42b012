"""One question a page: answer, skip, back, stop; each answer is sealed on the server at once."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amaan.access.locks import Everyone, open_to
from amaan.access.transactions import reading
from amaan.directory.queries import territory
from amaan.intake.actions.drafting import save_answers
from amaan.intake.actions.submitting import submit
from amaan.intake.forms import report as questions
from amaan.intake.presenters.places import districts, offices
from amaan.intake.presenters.questions import (
    CHECK,
    FIELDS,
    ORDER,
    answer_words,
    number_of,
    page_after,
    page_before,
    pages,
)
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import Status
from amaan.intake.rules.submission import reasons_against_submitting
from amaan.intake.views.basics import form_key, key_in, render_page, url_for
from amaan.intake.views.visiting import Visit, behind_code
from amaan.kernel.reasons import Reason, Refused
from amaan.ui.language import name_of

PLAIN: Final[dict[str, type[questions.Question]]] = {
    "who": questions.WhoForm,
    "signs": questions.SignsForm,
    "danger": questions.DangerForm,
    "story": questions.StoryForm,
    "people": questions.PeopleForm,
    "official": questions.OfficialForm,
    "contact": questions.ContactForm,
}


@never_cache
@open_to(Everyone.REPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@behind_code
def question(request: HttpRequest, visit: Visit, slug: str) -> HttpResponse:
    """Show one question with its answer so far, or take the answer."""
    if slug == CHECK:
        return check(request, visit)
    if slug not in FIELDS:
        raise Http404
    elsewhere = not_here(visit)
    if elsewhere:
        return HttpResponseRedirect(elsewhere)
    if request.method != "POST":
        form = form_of(slug, visit, initial=values_of(visit.answers, slug))
        return question_page(request, visit, slug, form)
    if "skip" in request.POST:
        return saved(visit, slug, {})
    form = form_of(slug, visit, data=request.POST)
    if not form.is_valid():
        return question_page(request, visit, slug, form, 422)
    return saved(visit, slug, form.cleaned_data)


def not_here(visit: Visit) -> str:
    """Where somebody belongs who has not confirmed the code, or has sent already; else empty."""
    if visit.held.code:
        return url_for("code")
    return "" if visit.complaint.status == Status.BEGUN else url_for("status")


def values_of(answers: Answers, slug: str) -> dict[str, Any]:
    return {name: getattr(answers, name) for name in FIELDS[slug]}


def form_of(slug: str, visit: Visit, **options: Any) -> questions.Question:
    if slug == "where":
        return questions.WhereForm(places=districts(to=visit.actor), **options)
    if slug == "office":
        return questions.OfficeForm(offices=offices_of(visit), **options)
    return PLAIN[slug](**options)


def offices_of(visit: Visit) -> list[tuple[str, Any]]:
    return offices(visit.answers.district, to=visit.actor)


def question_page(
    request: HttpRequest, visit: Visit, slug: str, form: questions.Question, status: int = 200
) -> HttpResponse:
    before = page_before(slug, visit.answers)
    return render_page(
        request,
        f"questions/{form.page}",
        status,
        form=form,
        number=number_of(slug),
        of=len(ORDER),
        before=url_for("question", before) if before else "",
    )


def saved(visit: Visit, slug: str, changes: dict[str, Any]) -> HttpResponse:
    """Seal the answers and go on; a skipped question counts as shown and keeps its answer."""
    seen = (*visit.answers.seen, slug)
    following = page_after(slug, visit.answers.with_(**changes, seen=seen))
    met = {"seen": tuple(dict.fromkeys((*seen, following) if following == CHECK else seen))}
    try:
        save_answers(changes={**changes, **met}, keys=visit.keys, by=visit.actor, at=now())
    except Refused:  # sent meanwhile, in another window
        return HttpResponseRedirect(url_for("status"))
    return HttpResponseRedirect(url_for("question", following))


def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All answers before sending, each with a way to change it."""
    if visit.complaint.status != Status.BEGUN:
        return HttpResponseRedirect(url_for("sent"))
    if visit.held.code:
        return HttpResponseRedirect(url_for("code"))
    if request.method == "POST":
        return sent_off(request, visit)
    return check_page(request, visit, tuple(reasons_against_submitting(visit.answers)))


def check_page(
    request: HttpRequest, visit: Visit, reasons: tuple[Reason, ...], status: int = 200
) -> HttpResponse:
    rows = [
        {"slug": slug, "label": str(form_label(slug, name)), "value": value_of(visit, name)}
        for slug in pages(visit.answers)
        for name in FIELDS[slug]
        if getattr(visit.answers, name) or name == FIELDS[slug][0]
    ]
    return render_page(request, "check", status, rows=rows, reasons=reasons, key=form_key())


def form_label(slug: str, name: str) -> Any:
    lists: dict[str, dict[str, Any]] = {"where": {"places": []}, "office": {"offices": []}}
    kinds: dict[str, Any] = {
        **PLAIN,
        "where": questions.WhereForm,
        "office": questions.OfficeForm,
    }
    return kinds[slug](**lists.get(slug, {})).fields[name].label


def value_of(visit: Visit, name: str) -> str:
    """One answer in words; places and offices by name."""
    value = getattr(visit.answers, name)
    if name == "district" and value:
        return place_name(visit, UUID(value))
    if name == "office_unit" and value:
        named = {ident: word for _, group in offices_of(visit) for ident, word in group}
        return str(named.get(value, ""))
    return answer_words(name, value)


def place_name(visit: Visit, ident: UUID) -> str:
    with reading(visit.actor):
        row = territory(ident)
    return name_of(row) if row else ""


def sent_off(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send once: a retry, or a second window, comes to the same receipt."""
    try:
        submit(key=key_in(request), keys=visit.keys, by=visit.actor, at=now())
    except Refused as refused:
        if any(reason.code == "illegal-step" for reason in refused.reasons):
            return HttpResponseRedirect(url_for("sent"))
        return check_page(request, visit, refused.reasons, 422)
    return HttpResponseRedirect(url_for("sent"))


@never_cache
@open_to(Everyone.REPORTER)
@require_safe
@behind_code
def sent(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The receipt: the number that may be quoted, and what happens next."""
    if visit.complaint.status == Status.BEGUN:
        return HttpResponseRedirect(url_for("question", CHECK))
    locator = visit.complaint.locator
    return render_page(
        request,
        "sent",
        locator=f"{locator[:3]} {locator[3:]}",
        received_at=visit.complaint.received_at,
    )
