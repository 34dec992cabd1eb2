"""The portal's languages: texts are English in the source, and Welsh in a catalogue beside it.

The catalogue is read as it is written (`messages.po`), once for each process that needs it, so that
nothing has to be built. What no Welsh speaker has checked is marked `fuzzy` there: a draft. It is
shown too, but only where an authority offers it, and under a banner that says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_app_context, has_request_context
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from portal.core.look import ENGLISH, LANGUAGES, WELSH
from portal.core.web import current_language

_LOCALES = {language: Locale(language) for language in LANGUAGES}
FOLDER = Path(__file__).resolve().parent.parent / "translations"


class Catalogues(Domain):
    """Translations read from their source files."""

    def get_translations(self) -> NullTranslations:
        """The texts of the language that is spoken now; English needs none."""
        return self.speaking(spoken())

    def speaking(self, language: str) -> NullTranslations:
        """The texts of one language."""
        if language not in self.cache:
            self.cache[language] = _read(language)
        found: NullTranslations = self.cache[language]
        return found


CATALOGUES = Catalogues()


class Speaking(Babel):
    """Flask-Babel with these catalogues; one of each is enough for all apps of a process."""

    domain_instance = CATALOGUES


def catalogue_of(language: str) -> Path:
    """The file that the texts of a language stand in."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def _read(language: str) -> NullTranslations:
    path = catalogue_of(language)
    if language == ENGLISH or not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    built = BytesIO()
    write_mo(built, catalogue, use_fuzzy=True)
    built.seek(0)
    return Translations(fp=built)


def spoken() -> str:
    """The language that is spoken now, as a page's `lang` says it.

    A page asks a hundred times: what Flask-Babel has found out isn't asked through it again.
    """
    here = g._get_current_object() if has_app_context() else None  # the stand-in costs each time
    found = getattr(here, "_flask_babel", None)
    locale = getattr(found, "babel_locale", None) or get_locale()
    return str(locale.language) if locale else ENGLISH


def is_draft() -> bool:
    """Whether what is read now is a draft that no speaker has checked."""
    return spoken() == WELSH


def _locale() -> Locale:
    return _LOCALES[current_language() if has_request_context() else ENGLISH]


def install(app: Flask) -> None:
    """Speak to each reader in their language, and in English outside of requests."""
    Speaking(app, locale_selector=_locale)
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"] = _in_template
    app.jinja_env.globals["kept"] = kept


@pass_eval_context
def _in_template(context: EvalContext, text: str, **facts: object) -> str:
    """A text of a template; what fills its gaps is escaped. A page asks for a hundred of them."""
    if facts or not context.autoescape:
        said: str = CATALOGUES.get_translations().gettext(text)
        return (Markup(said) if context.autoescape else said) % facts  # noqa: S704  our own words
    return _whole(spoken(), text)


@lru_cache(maxsize=8192)
def _whole(language: str, text: str) -> Markup:
    """A text without gaps, ready to be shown."""
    return Markup(CATALOGUES.speaking(language).gettext(text)) % {}  # noqa: S704  our own words


_kept: dict[tuple[str, str, object], Markup] = {}
MOST_KEPT = 1000
"""So many parts of pages are remembered."""


def kept(name: str, key: object, macro: Callable[..., Markup], *args: object) -> Markup:
    """A part of a page that is the same for everybody: what a macro wrote, remembered under its
    name and a key that tells all that it shows. Without a key it is written anew."""
    if key is None:
        return macro(*args)
    place = (spoken(), name, key)
    found = _kept.get(place)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[place] = macro(*args)
    return found
