"""Templates: strict about ours, lenient about the packages' macros, which leave parameters out."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

from flask import Flask, current_app
from flask.templating import Environment
from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    Undefined,
)

PACKAGES = ("govuk_frontend_jinja", "govuk_frontend_wtf")


class Templates(Environment):
    """An undefined name in a template of ours is an error; in a package's it is empty."""

    @cached_property
    def lenient(self) -> Any:
        """The same environment for the packages' templates."""
        return self.overlay(undefined=Undefined)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, as a plain dictionary: each import on a page looks through it.

        It is complete before the first template is read.
        """
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Find a template, and with it how strict to be."""
        foreign = isinstance(name, str) and name.startswith(PACKAGES)
        if foreign and not self.overlayed:
            return self.lenient.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)


class Portal(Flask):
    """Flask with these templates, and with links that no request can lead elsewhere."""

    jinja_environment = Templates

    def url_for(self, /, endpoint: str, *, _external: bool | None = None, **values: Any) -> str:
        """An address; a whole one, as mails have it, is where the settings say that people come in.

        A request's Host header could name somebody else's site.
        """
        path = super().url_for(endpoint, _external=False, **values)
        return f"{self.extensions['evenhand'].base_url.rstrip('/')}{path}" if _external else path


def install(app: Flask, folder: str) -> None:
    """Load templates from the folder, and the packages' by their names."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    packages = {name: PackageLoader(name) for name in PACKAGES}
    env.loader = ChoiceLoader([FileSystemLoader(folder), PrefixLoader(packages)])


def macros(name: str) -> Any:
    """The macros of a template: a document says the same words as a page."""
    return current_app.jinja_env.get_template(name).module
