"""Is this node in service? What is lacking until it may be, and the two acts."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.security.actions.node import put_in_service, take_out_of_service
from amaan.security.forms.node import ServeForm, WithdrawForm
from amaan.security.queries.node import marks, readiness, real_keys
from amaan.security.rules.readiness import reasons_against_service
from amaan.ui.steps import StepResult, run_step


@requires(Permission.SECURITY_NODE_MARK)
@require_GET
def state(request: StaffRequest) -> HttpResponse:
    keys = real_keys()  # asked outside the transaction: another process answers
    with reading(request.actor):
        provinces = readiness(timezone.now(), to=request.actor)
        history = marks(to=request.actor)
        lacking = list(reasons_against_service(provinces, real_keys=keys))
        context = {
            "provinces": provinces,
            "real_keys": keys,
            "history": history,
            "serving": bool(history and history[0].in_service),
            "lacking": lacking,
            "of_the_node": [reason for reason in lacking if "province" not in reason.params],
        }
        return render(request, "security/node.html", context)


@requires(Permission.SECURITY_NODE_MARK)
@require_http_methods(["GET", "POST"])
def serve(request: StaffRequest) -> HttpResponse:
    form = ServeForm(request.POST or None)
    step = run_step(
        request,
        lambda: put_in_service(answering=form.answering(), by=request.actor, at=timezone.now()),
        _("This node is in service."),
        form,
    )
    return step_page(request, form, step, _("Put the node in service"))


@requires(Permission.SECURITY_NODE_MARK)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    step = run_step(
        request,
        lambda: take_out_of_service(by=request.actor, at=timezone.now(), **form.cleaned_data),
        _("This node is out of service."),
        form,
    )
    return step_page(request, form, step, _("Take the node out of service"))


def step_page(
    request: HttpRequest, form: Form, step: StepResult[object], heading: str
) -> HttpResponse:
    if step.taken:
        return redirect("security:node")
    context = {"form": form, "reasons": step.reasons, "heading": heading}
    return render(request, "security/node_step.html", context)
