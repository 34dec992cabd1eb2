"""What in an answer tells whose bid it is: the provider's own name, e-mail address or site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.accounts.models import Person, Provider
from portal.core.identity import ORDINARY

COMMON_WORDS = """
    adult adults advice aid alliance and association better care carer carers centre charitable
    charity child children church city cic club co college community company cooperative council
    county for foundation family families first friends group head health help home hope hospital
    house housing hub inc international learning life limited link links ltd mental mind national
    network new nhs north east west south of open our parents partners partnership people plc
    play project regional school services service social society solutions start support team
    the together town trust trustees union united village voice welfare with women works young
    youth
"""
COMMON = frozenset(COMMON_WORDS.split())
EVERYDAY_WORDS = """
    access action active anchor apple arch base beacon bloom blossom boost branch brave bread breeze
    bridge bridges bright brighter building bumps butterfly calm candle caring catch change changes
    chance chances cheap choice choices circle clear climb close coast compass connect connections
    corner courage create crew dawn dream dreams early ease edge engage equal every fair faith
    feather field fields flight flow focus forward freedom fresh full future futures garden gate
    gateway gentle giant give good grand green grow growing growth hand hands happy harbour harvest
    haven heart hearts hill hold hopeful horizon horizons ideas impact insight inspire journey
    joy jump junction kind kindness ladder lane leaf leap level lift light lighthouse lights listen
    little local loud meadow mill moment moments more move moving nest next oak open orchard pace
    path paths pathway pathways patch pebble people plus point positive possible potential power
    present pride progress promise rainbow reach ready real refuge rest ripple rise rising river
    road roads roof root roots rose safe seed seeds share shelter shine shore signpost skills
    small smart space spark speak spring sprout stage star stars stay steady step steps still
    stone story stream street strength strong strive summer sun sunrise sunshine talk thrive tide
    time together torch touch track tree trees true turn turning unity valley view vision wave
    waves way ways well wellbeing wide willow wings wise wish wonder woods word words work worth
    yard
"""
EVERYDAY = frozenset(EVERYDAY_WORDS.split())
"""Words that names are made of and sentences too: ‘Cheap Steps’, and ‘she steps in at weekends’.
One of them alone is a name where it has a capital."""
EVERYBODYS_MAIL = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "aol.com"),
        *("yahoo.com", "yahoo.co.uk", "icloud.com", "btinternet.com", "live.co.uk", "proton.me"),
    )
)
SHORTEST = 4
WORD = re.compile(r"[^\W\d_]+")


def telling_words(provider: Provider, published: str) -> list[str]:
    """What a provider's answers shouldn't hold, the longest first.

    Its whole name and those that it trades under, its initials, numbers, e-mail and site, and those
    words of its name that say more than 'trust' or 'care'. A word that the tender itself uses, such
    as the town, tells nothing.
    """
    known = {word.casefold() for word in WORD.findall(published)} | COMMON
    parts = [word for word in WORD.findall(provider.name) if word.casefold() not in known]
    parts = [word for word in parts if len(word) >= SHORTEST]
    found = [provider.name, provider.email, _domain(provider.email), _host(provider.website)]
    found += [*parts, provider.identifier, _initials(provider.name)]
    found += [*(provider.trading_names or "").splitlines(), provider.phone or ""]
    found += [provider.company_number or "", provider.charity_number or ""]
    kept = dict.fromkeys(word.strip() for word in found if len(word.strip()) >= 3)
    return sorted(kept, key=len, reverse=True)


def address_lines(provider: Provider) -> list[str]:
    """The lines and parts of its address that say more than a house's number."""
    parts = [part.strip() for part in re.split(r"[,\n]", provider.address)]
    streets = [re.sub(r"^\d+\w?\s+", "", part) for part in parts]
    return [part for part in dict.fromkeys([*parts, *streets]) if len(part) > SHORTEST]


def names_of_people(people: Iterable[Person], published: str) -> list[str]:
    """Who belongs to a provider: whole names, and surnames that say more than an ordinary word."""
    known = {word.casefold() for word in WORD.findall(published)} | COMMON | ORDINARY
    names = [person.name.strip() for person in people if person.name.strip()]
    last = [name.split()[-1] for name in names if len(name.split()) > 1]
    surnames = [name for name in last if len(name) >= SHORTEST and name.casefold() not in known]
    emails = [person.email for person in people if person.email]
    return list(dict.fromkeys([*names, *surnames, *emails]))


def found_in(text: str, telling: Iterable[str]) -> list[str]:
    """Which of these a text holds, as whole words; a part of a longer one that is there, once.

    An everyday word by itself is one where it has a capital.
    """
    found: list[str] = []
    for words in telling:
        if _pattern(words).search(text):
            found.append(words)
            text = _pattern(words).sub(" ", text)
    return found


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand in a text, each time, as whole words."""
    return [match.span() for match in _pattern(words).finditer(text)] if words.split() else []


def _pattern(words: str) -> re.Pattern[str]:
    letters = r"\s+".join(re.escape(word) for word in words.split())
    as_written = words.isupper() and words.isalpha()  # initials: 'CARE' isn't 'care'
    if words.casefold() in EVERYDAY and not as_written:
        letters, as_written = f"(?:{words.capitalize()}|{words.upper()})", True
    return re.compile(rf"(?<!\w){letters}(?!\w)", 0 if as_written else re.IGNORECASE)


def _initials(name: str) -> str:
    letters = [word[0] for word in WORD.findall(name) if word[0].isupper()]
    return "".join(letters) if len(letters) >= 3 else ""


def _domain(email: str) -> str:
    domain = email.rpartition("@")[2].casefold()
    return "" if domain in EVERYBODYS_MAIL else domain


def _host(website: str) -> str:
    bare = re.sub(r"^[a-z]+://", "", website.strip(), flags=re.IGNORECASE)
    return bare.partition("/")[0].removeprefix("www.")
