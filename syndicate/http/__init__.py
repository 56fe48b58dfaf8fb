"""The one way out: HTTP to boards, with deadlines, limits and refusals around requests."""

from syndicate.http.answer import Answer
from syndicate.http.client import Client

__all__ = ["Answer", "Client"]
