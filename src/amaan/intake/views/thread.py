"""Behind the code: where the report stands, the thread both ways, and what the reporter decides."""

from dataclasses import asdict
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amaan.access.locks import Everyone, open_to
from amaan.access.transactions import reading
from amaan.intake.actions.acting import decide
from amaan.intake.actions.messaging import change_contact, write_as_reporter
from amaan.intake.forms.report import ReachForm
from amaan.intake.forms.thread import MessageForm, SolvedForm
from amaan.intake.presenters.questions import going_on
from amaan.intake.presenters.status import PublicView, public_view, reach_now
from amaan.intake.queries.own import own_acts, own_history, own_thread
from amaan.intake.rules.acts import Act
from amaan.intake.rules.complaint import Status
from amaan.intake.rules.reaching import Reach
from amaan.intake.views.basics import form_key, key_in, render_page, url_for
from amaan.intake.views.visiting import Visit, behind_code
from amaan.kernel.reasons import Reason, Refused

PLAIN_ACTS: Final = {
    "withdraw": Act.WITHDRAW,
    "stop-contact": Act.STOP_CONTACT,
    "reopen": Act.REOPEN,
}


@never_cache
@open_to(Everyone.REPORTER)
@require_safe
@behind_code
def status(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The status page; a report that was not sent goes on at its next question."""
    if visit.complaint.status == Status.BEGUN:
        return HttpResponseRedirect(url_for("question", going_on(visit.answers)))
    return status_page(request, visit)


def read_thread(visit: Visit) -> PublicView:
    """Read the own thread in one transaction, opened in memory."""
    with reading(visit.actor):
        messages = own_thread(visit.keys)
        return public_view(
            visit.complaint,
            own_history(to=visit.actor),
            messages,
            own_acts(to=visit.actor),
            reach_now(visit.answers, messages),
        )


def status_page(
    request: HttpRequest,
    visit: Visit,
    *,
    message: MessageForm | None = None,
    solved: SolvedForm | None = None,
    reasons: tuple[Reason, ...] = (),
) -> HttpResponse:
    """The thread; 422 when a form of it came back."""
    return render_page(
        request,
        "status",
        422 if message or solved else 200,
        view=read_thread(visit),
        form=message or MessageForm(),
        solved=solved or SolvedForm(prefix="o"),
        reasons=reasons,
        key=request.POST.get("key") or form_key(),
    )


@never_cache
@open_to(Everyone.REPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@behind_code
def write(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A message, or the answer where a question is waiting."""
    if request.method != "POST" or visit.complaint.status == Status.BEGUN:
        return HttpResponseRedirect(url_for("status"))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return status_page(request, visit, message=form)
    text, key = form.cleaned_data["text"], key_in(request)
    try:
        if visit.complaint.status == Status.MORE_INFORMATION:
            decide(act=Act.ANSWER, key=key, keys=visit.keys, by=visit.actor, at=now(), text=text)
        else:
            write_as_reporter(text=text, key=key, keys=visit.keys, by=visit.actor, at=now())
    except Refused as refused:
        return status_page(request, visit, message=form, reasons=refused.reasons)
    return HttpResponseRedirect(url_for("status"))


@never_cache
@open_to(Everyone.REPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@behind_code
def solved(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Yes closes; partly and no go one level up (workflows.md section 10)."""
    if request.method != "POST":
        return HttpResponseRedirect(url_for("status"))
    form = SolvedForm(request.POST, prefix="o")
    if not form.is_valid():
        return status_page(request, visit, solved=form)
    choice = form.cleaned_data["solved"]
    act = Act.CONFIRM if choice == "YES" else Act.REJECT
    decide(
        act=act,
        key=key_in(request),
        keys=visit.keys,
        by=visit.actor,
        at=now(),
        text=form.cleaned_data["text"],
        choice=choice,
    )
    return HttpResponseRedirect(url_for("status"))


@never_cache
@open_to(Everyone.REPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@behind_code
def contact(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How to be reached, said anew; the desk sees it in the thread."""
    if visit.complaint.status == Status.BEGUN or visit.complaint.contact_barred:
        return HttpResponseRedirect(url_for("status"))
    if request.method != "POST":
        with reading(visit.actor):
            before = reach_now(visit.answers, own_thread(visit.keys))
        return render_page(
            request, "contact", form=ReachForm(initial=asdict(before)), key=form_key()
        )
    form = ReachForm(request.POST)
    if not form.is_valid():
        return render_page(request, "contact", 422, form=form, key=key_in(request))
    reach = Reach.given(form.cleaned_data)
    try:
        change_contact(reach=reach, key=key_in(request), keys=visit.keys, by=visit.actor, at=now())
    except Refused:  # stopped meanwhile, in another window
        return HttpResponseRedirect(url_for("status"))
    return HttpResponseRedirect(url_for("status"))


@never_cache
@open_to(Everyone.REPORTER)
@require_http_methods(["GET", "HEAD", "POST"])
@behind_code
def act(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """Withdraw, stop contact, reopen: a page that explains, and one press."""
    if name not in PLAIN_ACTS:
        raise Http404
    if visit.complaint.status == Status.BEGUN:
        return HttpResponseRedirect(url_for("status"))
    if request.method != "POST":
        return render_page(request, "act", name=name, key=form_key(), child=visit.complaint.child)
    decide(
        act=PLAIN_ACTS[name],
        key=key_in(request),
        keys=visit.keys,
        by=visit.actor,
        at=now(),
    )
    return HttpResponseRedirect(url_for("status"))
