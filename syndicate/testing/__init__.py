"""For authors of adapters: a contract to pass, boards to pass it against, offers to post.

Plain classes and asserts: pytest and unittest run them alike.
"""

from __future__ import annotations

from syndicate.testing.board_server import BoardServer
from syndicate.testing.contract import AdapterContract
from syndicate.testing.exchange import Reply, Request
from syndicate.testing.faults import Fault
from syndicate.testing.hostile import hostile_offers
from syndicate.testing.http_board import AskedBoard, HttpBoard, KeyedBoard
from syndicate.testing.memory_board import Accepted, MemoryBoard
from syndicate.testing.offers import make_file, make_offer, make_site
from syndicate.testing.shelf import Held, Shelf

__all__ = [
    "Accepted",
    "AdapterContract",
    "AskedBoard",
    "BoardServer",
    "Fault",
    "Held",
    "HttpBoard",
    "KeyedBoard",
    "MemoryBoard",
    "Reply",
    "Request",
    "Shelf",
    "hostile_offers",
    "make_file",
    "make_offer",
    "make_site",
]
