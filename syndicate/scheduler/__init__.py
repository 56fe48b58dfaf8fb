"""The scheduler: each board brought into step when its turn comes, until stopped."""

from syndicate.scheduler.keeper import Keeper
from syndicate.scheduler.rounds import Round, Rounds, once

__all__ = ["Keeper", "Round", "Rounds", "once"]
