"""The door: signing in and out, the one-time link, one's own account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sinan.base.web.frame import THEME_COOKIE
from sinan.base.web.guards import public, signed_in

from . import queries, services
from .demo import demo_sign_ins
from .forms import AccountForm, ChangePasswordForm, NewPasswordForm, SignInForm
from .models import Theme

YEAR = 365 * 24 * 3600
BACKEND = "sinan.base.accounts.backends.UsernameOrPhone"


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in, with a new session, and on to where they wanted to go."""
    form = SignInForm(request.POST or None, request=request)
    if form.is_valid() and form.user is not None:
        login(request, form.user, backend=BACKEND)
        return HttpResponseRedirect(_onward(request))
    context = {"form": form, "next": _onward(request), "demo_sign_ins": demo_sign_ins()}
    return _page(request, "accounts/sign_in.html", context, form)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:sign_in")


@public
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Let somebody set a password by a one-time link, and in."""
    user = queries.user_of_link(key, token)
    if user is None:
        return TemplateResponse(request, "accounts/link_over.html", status=410)
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        services.set_password_by_link(
            user=user, password=form.cleaned_data["password"], at=timezone.now()
        )
        login(request, user, backend=BACKEND)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return _page(request, "accounts/enter.html", {"form": form, "entering": user}, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Any) -> HttpResponse:
    """Show one's own account, and keep what was changed."""
    user = request.user
    now = {"name": user.name, "language": request.LANGUAGE_CODE, "theme": user.theme}
    form = AccountForm(request.POST or None, initial=now)
    if form.is_valid():
        services.describe_oneself(
            user=user, by=request.scope, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    context = {"form": form, "password_form": ChangePasswordForm(user=user)}
    return _page(request, "accounts/account.html", context, form)


@signed_in
@sensitive_post_parameters("current", "password", "again")
@require_POST
def password(request: Any) -> HttpResponse:
    """Change one's password; this session stays, all others end."""
    user = request.user
    form = ChangePasswordForm(request.POST, user=user)
    if form.is_valid():
        services.change_own_password(
            user=user,
            password=form.cleaned_data["password"],
            by=request.scope,
            at=timezone.now(),
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("The password is changed. Other devices are signed out."))
        return redirect("accounts:account")
    now = {"name": user.name, "language": request.LANGUAGE_CODE, "theme": user.theme}
    context = {"form": AccountForm(initial=now), "password_form": form}
    return _page(request, "accounts/account.html", context, form)


@public
@require_POST
def language(request: Any) -> HttpResponse:
    """Switch the language: of the person, or of the browser before signing in."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(_onward(request))
    if code not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        services.prefer(user=request.user, language=code)
    _remember(response, settings.LANGUAGE_COOKIE_NAME, code)
    return response


@public
@require_POST
def theme(request: Any) -> HttpResponse:
    """Switch between light and dark: of the person, or of the browser before signing in."""
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(_onward(request))
    if chosen not in Theme.values:
        return response
    if request.user.is_authenticated:
        services.prefer(user=request.user, theme=chosen)
    _remember(response, THEME_COOKIE, chosen)
    return response


def _onward(request: HttpRequest) -> str:
    """Return the address to go on to: one of this site, or home."""
    # An address and never the name of a view, for which `redirect` would take it too.
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


def _page(request: HttpRequest, template: str, context: dict[str, Any], form: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(request, template, context, status=status)


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
