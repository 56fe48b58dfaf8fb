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


def html(text: str) -> bytes:
    """What ``escaped`` makes of *text*, in UTF-8."""
    return (
        html_bytes(text).replace(b"&", b"&amp;").replace(b">", b"&gt;").replace(b"<", b"&lt;")
        .replace(b"'", b"&#39;").replace(b'"', b"&#34;")
    )


known = lru_cache(maxsize=1024)(html)


@lru_cache(maxsize=1024)
def _offer_html_fact(fact: Fact) -> bytes:
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
    return html_bytes("".join(out))


@lru_cache(maxsize=1024)
def _offer_html_tag(tag: str) -> bytes:
    return html_bytes(f'<li>{escaped(tag)}</li>\n')


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
) -> list[bytes]:
    parts: list[bytes] = []
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p class="translations"{page_words_lang}>{escaped(words.page["other_languages"])}\n')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p class="jump"{page_words_lang}><a class="button" href="#how-to-apply">{escaped(words.page["apply"])}</a></p>\n')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        f'<section class="facts" aria-labelledby="at-a-glance"{page_words_lang}>\n'
        f'<h2 id="at-a-glance">{escaped(words.page["facts"])}</h2>\n'
        '<dl>\n'
    )
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        f'<section class="apply" id="how-to-apply" aria-labelledby="apply"{page_words_lang}>\n'
        f'<h2 id="apply">{escaped(words.page["apply"])}</h2>\n'
    )
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'">{escaped(words.page["apply_online"])}</a></p>\n')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'">{escaped(words.page["apply_email"])}</a><br><span class="email">')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p>{escaped(words.page["apply_in_text"])}</p>\n')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p>{escaped(words.page["about_employer"])} <a href="')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p class="reference"{page_words_lang}>')
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    page_title = html(page.title)
    page_description = html(page.description)
    page_url = html(page.url)
    page_heading = html(page.heading)
    out: list[bytes] = []
    add = out.append
    out += (part[0], page_title, b'</title>\n')
    if page.description:
        out += (b'<meta name="description" content="', page_description, b'">\n')
    out += (b'<link rel="canonical" href="', page_url, b'">\n')
    for translation in page.translations:
        out += (b'<link rel="alternate" hreflang="', known(translation.language), b'" href="', html(translation.url), b'">\n')
    out += (part[1], page_heading, b'">\n')
    if page.description:
        out += (b'<meta property="og:description" content="', page_description, b'">\n')
    out += (b'<meta property="og:url" content="', page_url, b'">\n')
    if json_ld:
        out += (b'<script type="application/ld+json">', json_ld, b'</script>\n')
    add(part[2])
    if employer:
        add(b'<p class="employer">\n')
        if employer.logo:
            out += (b'<img src="', known(employer.logo), b'" alt="">\n')
        if employer.url:
            out += (b'<a href="', known(employer.url), b'">', known(employer.name), b'</a>\n')
        else:
            out += (known(employer.name), b'\n')
        add(b'</p>\n')
    out += (b'<h1>', html(offer.title), b'</h1>\n')
    if offer.board_title and offer.board_title not in offer.title:
        out += (b'<p class="board-title">', html(offer.board_title), b'</p>\n')
    if page.others:
        add(part[3])
        for translation in page.others:
            out += (b'<a href="', html(translation.href), b'" hreflang="', known(translation.language), b'" lang="', known(translation.language), b'">', known(translation.name), b'</a>', html("" if translation == page.others[-1] else ","), b'\n')
        add(b'</p>\n')
    if apply.url or apply.mailto:
        add(part[4])
    add(b'</header>\n')
    if facts:
        add(part[5])
        for fact in facts:
            if fact.name != "organization":
                add(_offer_html_fact(fact))
        add(
            b'</dl>\n'
            b'</section>\n'
        )
    if body:
        out += (
            b'<div class="text">\n',
            body, b'\n',
            b'</div>\n',
        )
    add(part[6])
    if apply.url:
        out += (b'<p><a class="button" href="', html(apply.url), part[7])
    if apply.mailto:
        add(b'<address><a')
        if not apply.url:
            add(b' class="button"')
        out += (b' href="', html(apply.mailto), part[8], html(str(apply.email)), b'</span></address>\n')
    if not apply.url and not apply.mailto:
        add(part[9])
        if employer and employer.url:
            out += (part[10], known(employer.url), b'">', known(employer.name), b'</a></p>\n')
    add(b'</section>\n')
    if offer.tags or not offer.requisition_id:
        add(b'<footer>\n')
        if offer.tags:
            add(b'<ul class="tags">\n')
            for tag in offer.tags:
                add(_offer_html_tag(tag))
            add(b'</ul>\n')
        if not offer.requisition_id:
            out += (part[11], html(words.say["labelled"].format(words.label["requisition_id"], offer.id)), b'</p>\n')
        add(b'</footer>\n')
    add(part[12])
    return b"".join(out)


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
) -> list[bytes]:
    parts: list[bytes] = []
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        '</h1>\n'
        '</header>\n'
        f'<div class="notice"{page_words_lang}>\n'
        f'<p><strong>{escaped(words.page["closed"])}.</strong> {escaped(words.page["closed_text"])}</p>\n'
    )
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p>{escaped(words.page["closed_on"])} <time datetime="')
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    page_title = html(page.title)
    page_description = html(page.description)
    page_url = html(page.url)
    page_heading = html(page.heading)
    out: list[bytes] = []
    add = out.append
    out += (part[0], page_title, b'</title>\n')
    if page.description:
        out += (b'<meta name="description" content="', page_description, b'">\n')
    out += (
        b'<meta name="robots" content="noindex">\n',
        b'<link rel="canonical" href="', page_url, b'">\n',
    )
    for translation in page.translations:
        out += (b'<link rel="alternate" hreflang="', known(translation.language), b'" href="', html(translation.url), b'">\n')
    out += (part[1], page_heading, b'">\n')
    if page.description:
        out += (b'<meta property="og:description" content="', page_description, b'">\n')
    out += (b'<meta property="og:url" content="', page_url, part[2])
    if employer:
        out += (b'<p class="employer">', html(employer), b'</p>\n')
    out += (b'<h1>', html(offer.title), part[3])
    if closed_on:
        out += (part[4], html(closed_on.moment), b'">', html(closed_on.value), b'</time>.</p>\n')
    add(part[5])
    return b"".join(out)


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
) -> list[bytes]:
    parts: list[bytes] = []
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p class="count"{page_words_lang}>')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        f'<section{page_words_lang}>\n'
        '<h2>'
    )
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(page_words_lang)
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p{page_words_lang}>{escaped(words.page["no_offers_follow"])}</p>\n')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        f'<nav class="more"{page_words_lang} aria-labelledby="more">\n'
        '<h2 id="more">'
    )
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    page_title = html(page.title)
    page_description = html(page.description)
    page_url = html(page.url)
    page_heading = html(page.heading)
    out: list[bytes] = []
    add = out.append
    out += (part[0], page_title, b'</title>\n')
    if page.description:
        out += (b'<meta name="description" content="', page_description, b'">\n')
    out += (b'<link rel="canonical" href="', page_url, b'">\n')
    for translation in page.translations:
        out += (b'<link rel="alternate" hreflang="', known(translation.language), b'" href="', html(translation.url), b'">\n')
    out += (part[1], page_heading, b'">\n')
    if page.description:
        out += (b'<meta property="og:description" content="', page_description, b'">\n')
    out += (
        b'<meta property="og:url" content="', page_url, b'">\n',
        b'</head>\n',
        b'<body>\n',
        b'<main>\n',
        b'<header class="index">\n',
        b'<h1>', page_heading, b'</h1>\n',
    )
    if site.description:
        out += (b'<p>', html(site.description), b'</p>\n')
    out += (
        part[2], html(count), b'</p>\n',
        b'</header>\n',
    )
    for group in groups:
        if group.title:
            out += (part[3], html(group.title), b'</h2>\n')
        add(b'<ul class="offers"')
        if not group.title:
            add(part[4])
        add(b'>\n')
        for line in group.lines:
            out += (
                b'<li>\n',
                b'<p class="title"><a href="', html(line.href), b'"',
            )
            if line.lang:
                out += (b' lang="', known(line.lang), b'" hreflang="', known(line.lang), b'"')
            out += (b'>', html(line.title), b'</a></p>\n')
            if line.employer:
                out += (b'<p class="employer">', known(line.employer), b'</p>\n')
            if line.about:
                out += (b'<p class="about">', known(line.about), b'</p>\n')
            if line.closes:
                out += (b'<p class="closes">', known(line.closes.label), b' <time datetime="', known(line.closes.moment), b'">', known(line.closes.value), b'</time></p>\n')
            add(b'</li>\n')
        add(b'</ul>\n')
        if group.title:
            add(b'</section>\n')
    if not groups:
        add(part[5])
    if more:
        out += (
            part[6], html(more_title), b'</h2>\n',
            b'<ul>\n',
        )
        for other in more:
            out += (b'<li><a href="', html(other.href), b'">', html(other.title), b'</a> ', html(other.count), b'</li>\n')
        add(
            b'</ul>\n'
            b'</nav>\n'
        )
    add(part[7])
    return b"".join(out)


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
) -> list[bytes]:
    parts: list[bytes] = []
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        '</h1>\n'
        f'<p class="count"{page_words_lang}>'
    )
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        f'<section{page_words_lang}>\n'
        '<h2>'
    )
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(page_words_lang)
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(f'<p{page_words_lang}>{escaped(words.page["no_offers_follow"])}</p>\n')
    parts.append(html_bytes("".join(out)))
    out.clear()
    add(
        f'<nav class="more"{page_words_lang} aria-labelledby="more">\n'
        '<h2 id="more">'
    )
    parts.append(html_bytes("".join(out)))
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
    parts.append(html_bytes("".join(out)))
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
    page_title = html(page.title)
    page_description = html(page.description)
    page_url = html(page.url)
    page_heading = html(page.heading)
    out: list[bytes] = []
    add = out.append
    out += (part[0], page_title, b'</title>\n')
    if page.description:
        out += (b'<meta name="description" content="', page_description, b'">\n')
    out += (b'<link rel="canonical" href="', page_url, b'">\n')
    for translation in page.translations:
        out += (b'<link rel="alternate" hreflang="', known(translation.language), b'" href="', html(translation.url), b'">\n')
    out += (part[1], page_heading, b'">\n')
    if page.description:
        out += (b'<meta property="og:description" content="', page_description, b'">\n')
    out += (
        b'<meta property="og:url" content="', page_url, part[2], page_heading, part[3], html(count), b'</p>\n',
        b'</header>\n',
    )
    for group in groups:
        if group.title:
            out += (part[4], html(group.title), b'</h2>\n')
        add(b'<ul class="offers"')
        if not group.title:
            add(part[5])
        add(b'>\n')
        for line in group.lines:
            out += (
                b'<li>\n',
                b'<p class="title"><a href="', html(line.href), b'"',
            )
            if line.lang:
                out += (b' lang="', known(line.lang), b'" hreflang="', known(line.lang), b'"')
            out += (b'>', html(line.title), b'</a></p>\n')
            if line.employer:
                out += (b'<p class="employer">', known(line.employer), b'</p>\n')
            if line.about:
                out += (b'<p class="about">', known(line.about), b'</p>\n')
            if line.closes:
                out += (b'<p class="closes">', known(line.closes.label), b' <time datetime="', known(line.closes.moment), b'">', known(line.closes.value), b'</time></p>\n')
            add(b'</li>\n')
        add(b'</ul>\n')
        if group.title:
            add(b'</section>\n')
    if not groups:
        add(part[6])
    if more:
        out += (
            part[7], html(more_title), b'</h2>\n',
            b'<ul>\n',
        )
        for other in more:
            out += (b'<li><a href="', html(other.href), b'">', html(other.title), b'</a> ', html(other.count), b'</li>\n')
        add(
            b'</ul>\n'
            b'</nav>\n'
        )
    add(part[8])
    return b"".join(out)
