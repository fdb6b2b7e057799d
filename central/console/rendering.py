"""Templates to pages. A template sets values out; whatever is decided was decided before."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from central.console import figures
from central.console.navigation import Section, entries_for
from central.console.texts import text
from central.staff import Staff
from contract import assets

TEMPLATES = Path(__file__).parent / "templates"
NO_STORE = {"Cache-Control": "no-store"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=text,
        icon=icon,
        iso=figures.iso,
        number=figures.number,
        code=figures.code,
        span=figures.span,
        exact_time=figures.exact_time,
        short_time=figures.short_time,
        time_of_day=figures.time_of_day,
    )
    return environment


@cache
def icon(name: str) -> Markup:
    """A Phosphor icon to stand in the page itself, taking the text's colour."""
    svg = assets.icon(name).read_text(encoding="utf-8")
    hidden = svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1)
    return Markup(hidden)  # noqa: S704  (from the installation, never from a request)


def fragment(template: str, **values: Any) -> str:
    """A part of a page, as the live stream sends it."""
    return _environment().get_template(template).render(**values)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page for whoever is signed in, or for nobody."""
    staff: Staff | None = getattr(request.state, "staff", None)
    html = fragment(
        template,
        path=request.url.path,
        staff=staff,
        form_token=getattr(request.state, "form_token", ""),
        navigation=entries_for(staff, Section.of(request.url.path)),
        **values,
    )
    return HTMLResponse(html, status, headers=NO_STORE)
