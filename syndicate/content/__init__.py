"""Stage 1: files in, offers out."""

from syndicate.content.fields import field_names
from syndicate.content.reading import GoodSource, Reading, Remembered, read

__all__ = ["GoodSource", "Reading", "Remembered", "field_names", "read"]
