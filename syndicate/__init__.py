"""Job offers in Git, kept in step with feeds, search engines and job boards."""

__version__ = "0.1.0"
