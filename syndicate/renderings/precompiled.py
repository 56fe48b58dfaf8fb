"""The built-in templates as functions, for sites that change none of them.

Written by ``python -m tests.renderings.precompiler``: change the templates, and write it anew.
"""

# fmt: off
# ruff: noqa: E501 - each line of a template is a line here, and may be as long as it is there

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.renderings.characters import html_bytes

if TYPE_CHECKING:
    from markupsafe import Markup

    from syndicate.offer import Offer
    from syndicate.renderings.facts import Fact
    from syndicate.renderings.listing import Group, More
    from syndicate.renderings.page import Apply, Employer, Page
    from syndicate.renderings.renderer import Feed
    from syndicate.renderings.words import Words
    from syndicate.site import Site


def escaped(text: str) -> str:
    """*text* with references in place of what means something to HTML, as templates write it."""
    return (
        text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        .replace("'", "&#39;").replace('"', "&#34;")
    )


known = lru_cache(maxsize=1024)(escaped)


@lru_cache(maxsize=1024)
def _offer_html_fact(fact: Fact) -> str:
    out: list[str] = []
    add = out.append
    add(
        f'<div class="{escaped(fact.name)}">\n'
        f'<dt>{escaped(fact.label)}</dt>\n'
    )
    if fact.moment:
        add(f'<dd><time datetime="{escaped(fact.moment)}">{escaped(fact.value)}</time></dd>\n')
    else:
        for item in fact.items or (fact.value,):
            add(f'<dd>{escaped(item)}</dd>\n')
    add('</div>\n')
    return "".join(out)


@lru_cache(maxsize=1024)
def _offer_html_tag(tag: str) -> str:
    return f'<li>{escaped(tag)}</li>\n'


@lru_cache(maxsize=64)
def _offer_html_frame(
    page_language: str,
    page_rtl: bool,
    page_root: str,
    page_home: str,
    page_words_lang: Markup,
    page_site_lang: Markup,
    words: Words,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
) -> list[str]:
    parts: list[str] = []
    out: list[str] = []
    add = out.append
    add(
        '<!DOCTYPE html>\n'
        f'<html lang="{escaped(page_language)}"'
    )
    if page_rtl:
        add(' dir="rtl"')
    add(
        '>\n'
        '<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="generator" content="Syndicate">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<title>'
    )
    parts.append("".join(out))
    out.clear()
    for feed in feeds:
        add(f'<link rel="alternate" type="{escaped(feed.media_type)}" title="{escaped(feed.title)}" href="{escaped(feed.url)}">\n')
    add(
        f'<link rel="stylesheet" href="{escaped(page_root)}{escaped(stylesheet)}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta property="og:type" content="website">\n'
        f'<meta property="og:site_name" content="{escaped(site_title)}">\n'
        '<meta property="og:title" content="'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '</head>\n'
        '<body>\n'
        '<header class="site">\n'
        f'<nav{page_words_lang} aria-label="{escaped(words.page["all_offers"])}">\n'
        f'<a href="{escaped(page_home)}"><span class="name"{page_site_lang}>{escaped(site_title)}</span> <span class="all">{escaped(words.page["all_offers"])}</span></a>\n'
        '</nav>\n'
        '</header>\n'
        '<main>\n'
        '<article class="offer">\n'
        '<header>\n'
    )
    parts.append("".join(out))
    out.clear()
    add(f'<p class="translations"{page_words_lang}>{escaped(words.page["other_languages"])}\n')
    parts.append("".join(out))
    out.clear()
    add(f'<p class="jump"{page_words_lang}><a class="button" href="#how-to-apply">{escaped(words.page["apply"])}</a></p>\n')
    parts.append("".join(out))
    out.clear()
    add(
        f'<section class="facts" aria-labelledby="at-a-glance"{page_words_lang}>\n'
        f'<h2 id="at-a-glance">{escaped(words.page["facts"])}</h2>\n'
        '<dl>\n'
    )
    parts.append("".join(out))
    out.clear()
    add(
        f'<section class="apply" id="how-to-apply" aria-labelledby="apply"{page_words_lang}>\n'
        f'<h2 id="apply">{escaped(words.page["apply"])}</h2>\n'
    )
    parts.append("".join(out))
    out.clear()
    add(f'">{escaped(words.page["apply_online"])}</a></p>\n')
    parts.append("".join(out))
    out.clear()
    add(f'">{escaped(words.page["apply_email"])}</a><br><span class="email">')
    parts.append("".join(out))
    out.clear()
    add(f'<p>{escaped(words.page["apply_in_text"])}</p>\n')
    parts.append("".join(out))
    out.clear()
    add(f'<p>{escaped(words.page["about_employer"])} <a href="')
    parts.append("".join(out))
    out.clear()
    add(f'<p class="reference"{page_words_lang}>')
    parts.append("".join(out))
    out.clear()
    add(
        '</article>\n'
        '</main>\n'
        f'<footer class="site"{page_words_lang}>\n'
        f'<p>{escaped(words.page["feeds_text"])}</p>\n'
        '<ul>\n'
    )
    for feed in feeds:
        add(f'<li><a href="{escaped(page_root)}{escaped(feed.path)}" type="{escaped(feed.media_type)}">{escaped(feed.name)}</a></li>\n')
    add(
        '</ul>\n'
        '</footer>\n'
        '</body>\n'
        '</html>\n'
    )
    parts.append("".join(out))
    out.clear()
    return parts


def offer_html(
    *,
    page: Page,
    words: Words,
    site: Site,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
    offer: Offer,
    employer: Employer | None,
    facts: tuple[Fact, ...],
    body: bytes,
    apply: Apply,
    json_ld: bytes | None,
) -> bytes:
    """What ``offer.html`` makes of these."""
    part = _offer_html_frame(
        page.language,
        page.rtl,
        page.root,
        page.home,
        page.words_lang,
        page.site_lang,
        words,
        site_title,
        feeds,
        stylesheet,
    )
    page_title = escaped(page.title)
    page_description = escaped(page.description)
    page_url = escaped(page.url)
    page_heading = escaped(page.heading)
    made: list[bytes] = []
    out: list[str] = []
    add = out.append
    add(f'{part[0]}{page_title}</title>\n')
    if page.description:
        add(f'<meta name="description" content="{page_description}">\n')
    add(f'<link rel="canonical" href="{page_url}">\n')
    for translation in page.translations:
        add(f'<link rel="alternate" hreflang="{known(translation.language)}" href="{escaped(translation.url)}">\n')
    add(f'{part[1]}{page_heading}">\n')
    if page.description:
        add(f'<meta property="og:description" content="{page_description}">\n')
    add(f'<meta property="og:url" content="{page_url}">\n')
    if json_ld:
        add('<script type="application/ld+json">')
        made += (html_bytes("".join(out)), json_ld)
        out.clear()
        add('</script>\n')
    add(part[2])
    if employer:
        add('<p class="employer">\n')
        if employer.logo:
            add(f'<img src="{known(employer.logo)}" alt="">\n')
        if employer.url:
            add(f'<a href="{known(employer.url)}">{known(employer.name)}</a>\n')
        else:
            add(f'{known(employer.name)}\n')
        add('</p>\n')
    add(f'<h1>{escaped(offer.title)}</h1>\n')
    if offer.board_title and offer.board_title not in offer.title:
        add(f'<p class="board-title">{escaped(offer.board_title)}</p>\n')
    if page.others:
        add(part[3])
        for translation in page.others:
            add(f'<a href="{escaped(translation.href)}" hreflang="{known(translation.language)}" lang="{known(translation.language)}">{known(translation.name)}</a>{escaped("" if translation == page.others[-1] else ",")}\n')
        add('</p>\n')
    if apply.url or apply.mailto:
        add(part[4])
    add('</header>\n')
    if facts:
        add(part[5])
        for fact in facts:
            if fact.name != "organization":
                add(_offer_html_fact(fact))
        add(
            '</dl>\n'
            '</section>\n'
        )
    if body:
        add('<div class="text">\n')
        made += (html_bytes("".join(out)), body)
        out.clear()
        add(
            '\n'
            '</div>\n'
        )
    add(part[6])
    if apply.url:
        add(f'<p><a class="button" href="{escaped(apply.url)}{part[7]}')
    if apply.mailto:
        add('<address><a')
        if not apply.url:
            add(' class="button"')
        add(f' href="{escaped(apply.mailto)}{part[8]}{escaped(str(apply.email))}</span></address>\n')
    if not apply.url and not apply.mailto:
        add(part[9])
        if employer and employer.url:
            add(f'{part[10]}{known(employer.url)}">{known(employer.name)}</a></p>\n')
    add('</section>\n')
    if offer.tags or not offer.requisition_id:
        add('<footer>\n')
        if offer.tags:
            add('<ul class="tags">\n')
            for tag in offer.tags:
                add(_offer_html_tag(tag))
            add('</ul>\n')
        if not offer.requisition_id:
            add(f'{part[11]}{escaped(words.say["labelled"].format(words.label["requisition_id"], offer.id))}</p>\n')
        add('</footer>\n')
    add(part[12])
    return b"".join((*made, html_bytes("".join(out))))


@lru_cache(maxsize=64)
def _closed_html_frame(
    page_language: str,
    page_rtl: bool,
    page_root: str,
    page_home: str,
    page_words_lang: Markup,
    page_site_lang: Markup,
    words: Words,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
) -> list[str]:
    parts: list[str] = []
    out: list[str] = []
    add = out.append
    add(
        '<!DOCTYPE html>\n'
        f'<html lang="{escaped(page_language)}"'
    )
    if page_rtl:
        add(' dir="rtl"')
    add(
        '>\n'
        '<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="generator" content="Syndicate">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<title>'
    )
    parts.append("".join(out))
    out.clear()
    for feed in feeds:
        add(f'<link rel="alternate" type="{escaped(feed.media_type)}" title="{escaped(feed.title)}" href="{escaped(feed.url)}">\n')
    add(
        f'<link rel="stylesheet" href="{escaped(page_root)}{escaped(stylesheet)}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta property="og:type" content="website">\n'
        f'<meta property="og:site_name" content="{escaped(site_title)}">\n'
        '<meta property="og:title" content="'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '">\n'
        '</head>\n'
        '<body>\n'
        '<header class="site">\n'
        f'<nav{page_words_lang} aria-label="{escaped(words.page["all_offers"])}">\n'
        f'<a href="{escaped(page_home)}"><span class="name"{page_site_lang}>{escaped(site_title)}</span> <span class="all">{escaped(words.page["all_offers"])}</span></a>\n'
        '</nav>\n'
        '</header>\n'
        '<main>\n'
        '<article class="offer closed">\n'
        '<header>\n'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '</h1>\n'
        '</header>\n'
        f'<div class="notice"{page_words_lang}>\n'
        f'<p><strong>{escaped(words.page["closed"])}.</strong> {escaped(words.page["closed_text"])}</p>\n'
    )
    parts.append("".join(out))
    out.clear()
    add(f'<p>{escaped(words.page["closed_on"])} <time datetime="')
    parts.append("".join(out))
    out.clear()
    add(
        f'<p><a class="button" href="{escaped(page_home)}">{escaped(words.page["all_offers"])}</a></p>\n'
        '</div>\n'
        '</article>\n'
        '</main>\n'
        f'<footer class="site"{page_words_lang}>\n'
        f'<p>{escaped(words.page["feeds_text"])}</p>\n'
        '<ul>\n'
    )
    for feed in feeds:
        add(f'<li><a href="{escaped(page_root)}{escaped(feed.path)}" type="{escaped(feed.media_type)}">{escaped(feed.name)}</a></li>\n')
    add(
        '</ul>\n'
        '</footer>\n'
        '</body>\n'
        '</html>\n'
    )
    parts.append("".join(out))
    out.clear()
    return parts


def closed_html(
    *,
    page: Page,
    words: Words,
    site: Site,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
    offer: Offer,
    employer: str | None,
    closed_on: Fact | None,
) -> bytes:
    """What ``closed.html`` makes of these."""
    part = _closed_html_frame(
        page.language,
        page.rtl,
        page.root,
        page.home,
        page.words_lang,
        page.site_lang,
        words,
        site_title,
        feeds,
        stylesheet,
    )
    page_title = escaped(page.title)
    page_description = escaped(page.description)
    page_url = escaped(page.url)
    page_heading = escaped(page.heading)
    out: list[str] = []
    add = out.append
    add(f'{part[0]}{page_title}</title>\n')
    if page.description:
        add(f'<meta name="description" content="{page_description}">\n')
    add(
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{page_url}">\n'
    )
    for translation in page.translations:
        add(f'<link rel="alternate" hreflang="{known(translation.language)}" href="{escaped(translation.url)}">\n')
    add(f'{part[1]}{page_heading}">\n')
    if page.description:
        add(f'<meta property="og:description" content="{page_description}">\n')
    add(f'<meta property="og:url" content="{page_url}{part[2]}')
    if employer:
        add(f'<p class="employer">{escaped(employer)}</p>\n')
    add(f'<h1>{escaped(offer.title)}{part[3]}')
    if closed_on:
        add(f'{part[4]}{escaped(closed_on.moment)}">{escaped(closed_on.value)}</time>.</p>\n')
    add(part[5])
    return html_bytes("".join(out))


@lru_cache(maxsize=64)
def _index_html_frame(
    page_language: str,
    page_rtl: bool,
    page_root: str,
    page_words_lang: Markup,
    words: Words,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
) -> list[str]:
    parts: list[str] = []
    out: list[str] = []
    add = out.append
    add(
        '<!DOCTYPE html>\n'
        f'<html lang="{escaped(page_language)}"'
    )
    if page_rtl:
        add(' dir="rtl"')
    add(
        '>\n'
        '<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="generator" content="Syndicate">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<title>'
    )
    parts.append("".join(out))
    out.clear()
    for feed in feeds:
        add(f'<link rel="alternate" type="{escaped(feed.media_type)}" title="{escaped(feed.title)}" href="{escaped(feed.url)}">\n')
    add(
        f'<link rel="stylesheet" href="{escaped(page_root)}{escaped(stylesheet)}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta property="og:type" content="website">\n'
        f'<meta property="og:site_name" content="{escaped(site_title)}">\n'
        '<meta property="og:title" content="'
    )
    parts.append("".join(out))
    out.clear()
    add(f'<p class="count"{page_words_lang}>')
    parts.append("".join(out))
    out.clear()
    add(
        f'<section{page_words_lang}>\n'
        '<h2>'
    )
    parts.append("".join(out))
    out.clear()
    add(page_words_lang)
    parts.append("".join(out))
    out.clear()
    add(f'<p{page_words_lang}>{escaped(words.page["no_offers_follow"])}</p>\n')
    parts.append("".join(out))
    out.clear()
    add(
        f'<nav class="more"{page_words_lang} aria-labelledby="more">\n'
        '<h2 id="more">'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '</main>\n'
        f'<footer class="site"{page_words_lang}>\n'
        f'<p>{escaped(words.page["feeds_text"])}</p>\n'
        '<ul>\n'
    )
    for feed in feeds:
        add(f'<li><a href="{escaped(page_root)}{escaped(feed.path)}" type="{escaped(feed.media_type)}">{escaped(feed.name)}</a></li>\n')
    add(
        '</ul>\n'
        '</footer>\n'
        '</body>\n'
        '</html>\n'
    )
    parts.append("".join(out))
    out.clear()
    return parts


def index_html(
    *,
    page: Page,
    words: Words,
    site: Site,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
    count: str,
    groups: tuple[Group, ...],
    more: tuple[More, ...],
    more_title: str,
) -> bytes:
    """What ``index.html`` makes of these."""
    part = _index_html_frame(
        page.language,
        page.rtl,
        page.root,
        page.words_lang,
        words,
        site_title,
        feeds,
        stylesheet,
    )
    page_title = escaped(page.title)
    page_description = escaped(page.description)
    page_url = escaped(page.url)
    page_heading = escaped(page.heading)
    out: list[str] = []
    add = out.append
    add(f'{part[0]}{page_title}</title>\n')
    if page.description:
        add(f'<meta name="description" content="{page_description}">\n')
    add(f'<link rel="canonical" href="{page_url}">\n')
    for translation in page.translations:
        add(f'<link rel="alternate" hreflang="{known(translation.language)}" href="{escaped(translation.url)}">\n')
    add(f'{part[1]}{page_heading}">\n')
    if page.description:
        add(f'<meta property="og:description" content="{page_description}">\n')
    add(
        f'<meta property="og:url" content="{page_url}">\n'
        '</head>\n'
        '<body>\n'
        '<main>\n'
        '<header class="index">\n'
        f'<h1>{page_heading}</h1>\n'
    )
    if site.description:
        add(f'<p>{escaped(site.description)}</p>\n')
    add(
        f'{part[2]}{escaped(count)}</p>\n'
        '</header>\n'
    )
    for group in groups:
        if group.title:
            add(f'{part[3]}{escaped(group.title)}</h2>\n')
        add('<ul class="offers"')
        if not group.title:
            add(part[4])
        add('>\n')
        for line in group.lines:
            add(
                '<li>\n'
                f'<p class="title"><a href="{escaped(line.href)}"'
            )
            if line.lang:
                add(f' lang="{known(line.lang)}" hreflang="{known(line.lang)}"')
            add(f'>{escaped(line.title)}</a></p>\n')
            if line.employer:
                add(f'<p class="employer">{known(line.employer)}</p>\n')
            if line.about:
                add(f'<p class="about">{known(line.about)}</p>\n')
            if line.closes:
                add(f'<p class="closes">{known(line.closes.label)} <time datetime="{known(line.closes.moment)}">{known(line.closes.value)}</time></p>\n')
            add('</li>\n')
        add('</ul>\n')
        if group.title:
            add('</section>\n')
    if not groups:
        add(part[5])
    if more:
        add(
            f'{part[6]}{escaped(more_title)}</h2>\n'
            '<ul>\n'
        )
        for other in more:
            add(f'<li><a href="{escaped(other.href)}">{escaped(other.title)}</a> {escaped(other.count)}</li>\n')
        add(
            '</ul>\n'
            '</nav>\n'
        )
    add(part[7])
    return html_bytes("".join(out))


@lru_cache(maxsize=64)
def _month_html_frame(
    page_language: str,
    page_rtl: bool,
    page_root: str,
    page_home: str,
    page_words_lang: Markup,
    page_site_lang: Markup,
    words: Words,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
) -> list[str]:
    parts: list[str] = []
    out: list[str] = []
    add = out.append
    add(
        '<!DOCTYPE html>\n'
        f'<html lang="{escaped(page_language)}"'
    )
    if page_rtl:
        add(' dir="rtl"')
    add(
        '>\n'
        '<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="generator" content="Syndicate">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<title>'
    )
    parts.append("".join(out))
    out.clear()
    for feed in feeds:
        add(f'<link rel="alternate" type="{escaped(feed.media_type)}" title="{escaped(feed.title)}" href="{escaped(feed.url)}">\n')
    add(
        f'<link rel="stylesheet" href="{escaped(page_root)}{escaped(stylesheet)}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta property="og:type" content="website">\n'
        f'<meta property="og:site_name" content="{escaped(site_title)}">\n'
        '<meta property="og:title" content="'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '">\n'
        '</head>\n'
        '<body>\n'
        '<header class="site">\n'
        f'<nav{page_words_lang} aria-label="{escaped(words.page["all_offers"])}">\n'
        f'<a href="{escaped(page_home)}"><span class="name"{page_site_lang}>{escaped(site_title)}</span> <span class="all">{escaped(words.page["all_offers"])}</span></a>\n'
        '</nav>\n'
        '</header>\n'
        '<main>\n'
        '<header class="index">\n'
        '<h1>'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '</h1>\n'
        f'<p class="count"{page_words_lang}>'
    )
    parts.append("".join(out))
    out.clear()
    add(
        f'<section{page_words_lang}>\n'
        '<h2>'
    )
    parts.append("".join(out))
    out.clear()
    add(page_words_lang)
    parts.append("".join(out))
    out.clear()
    add(f'<p{page_words_lang}>{escaped(words.page["no_offers_follow"])}</p>\n')
    parts.append("".join(out))
    out.clear()
    add(
        f'<nav class="more"{page_words_lang} aria-labelledby="more">\n'
        '<h2 id="more">'
    )
    parts.append("".join(out))
    out.clear()
    add(
        '</main>\n'
        f'<footer class="site"{page_words_lang}>\n'
        f'<p>{escaped(words.page["feeds_text"])}</p>\n'
        '<ul>\n'
    )
    for feed in feeds:
        add(f'<li><a href="{escaped(page_root)}{escaped(feed.path)}" type="{escaped(feed.media_type)}">{escaped(feed.name)}</a></li>\n')
    add(
        '</ul>\n'
        '</footer>\n'
        '</body>\n'
        '</html>\n'
    )
    parts.append("".join(out))
    out.clear()
    return parts


def month_html(
    *,
    page: Page,
    words: Words,
    site: Site,
    site_title: str,
    feeds: tuple[Feed, ...],
    stylesheet: str,
    count: str,
    groups: tuple[Group, ...],
    more: tuple[More, ...],
    more_title: str,
) -> bytes:
    """What ``month.html`` makes of these."""
    part = _month_html_frame(
        page.language,
        page.rtl,
        page.root,
        page.home,
        page.words_lang,
        page.site_lang,
        words,
        site_title,
        feeds,
        stylesheet,
    )
    page_title = escaped(page.title)
    page_description = escaped(page.description)
    page_url = escaped(page.url)
    page_heading = escaped(page.heading)
    out: list[str] = []
    add = out.append
    add(f'{part[0]}{page_title}</title>\n')
    if page.description:
        add(f'<meta name="description" content="{page_description}">\n')
    add(f'<link rel="canonical" href="{page_url}">\n')
    for translation in page.translations:
        add(f'<link rel="alternate" hreflang="{known(translation.language)}" href="{escaped(translation.url)}">\n')
    add(f'{part[1]}{page_heading}">\n')
    if page.description:
        add(f'<meta property="og:description" content="{page_description}">\n')
    add(
        f'<meta property="og:url" content="{page_url}{part[2]}{page_heading}{part[3]}{escaped(count)}</p>\n'
        '</header>\n'
    )
    for group in groups:
        if group.title:
            add(f'{part[4]}{escaped(group.title)}</h2>\n')
        add('<ul class="offers"')
        if not group.title:
            add(part[5])
        add('>\n')
        for line in group.lines:
            add(
                '<li>\n'
                f'<p class="title"><a href="{escaped(line.href)}"'
            )
            if line.lang:
                add(f' lang="{known(line.lang)}" hreflang="{known(line.lang)}"')
            add(f'>{escaped(line.title)}</a></p>\n')
            if line.employer:
                add(f'<p class="employer">{known(line.employer)}</p>\n')
            if line.about:
                add(f'<p class="about">{known(line.about)}</p>\n')
            if line.closes:
                add(f'<p class="closes">{known(line.closes.label)} <time datetime="{known(line.closes.moment)}">{known(line.closes.value)}</time></p>\n')
            add('</li>\n')
        add('</ul>\n')
        if group.title:
            add('</section>\n')
    if not groups:
        add(part[6])
    if more:
        add(
            f'{part[7]}{escaped(more_title)}</h2>\n'
            '<ul>\n'
        )
        for other in more:
            add(f'<li><a href="{escaped(other.href)}">{escaped(other.title)}</a> {escaped(other.count)}</li>\n')
        add(
            '</ul>\n'
            '</nav>\n'
        )
    add(part[8])
    return html_bytes("".join(out))
