"""Pelican's settings: only what the others build as well."""

AUTHOR = "Open Source Politics"
SITENAME = "Emplois"
SITEURL = "https://emploi.example.org"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
THEME_STATIC_DIR = "."
THEME_STATIC_PATHS = ["static"]
STATIC_PATHS: list[str] = []
ARTICLE_PATHS = ["jobs"]
PAGE_PATHS: list[str] = []
ARTICLE_URL = ARTICLE_LANG_URL = DRAFT_URL = "jobs/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "jobs/{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap", "jsonfeed"]
SITEMAP_SAVE_AS = "sitemap.xml"
JSONFEED_SAVE_AS = "feed.json"
DEFAULT_PAGINATION = False
SUMMARY_MAX_LENGTH = None
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM, FEED_ALL_RSS = "atom.xml", "rss.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 200
RSS_FEED_SUMMARY_ONLY = False
LOG_FILTER: list[tuple[int, str]] = []
