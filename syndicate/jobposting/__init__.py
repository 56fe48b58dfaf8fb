"""schema.org JobPosting: the document an offer makes, whether and why it holds, how to embed it."""

from __future__ import annotations

from syndicate.jobposting.document import job_posting
from syndicate.jobposting.faults import Fault, faults
from syndicate.jobposting.rules import is_valid
from syndicate.jobposting.script import script_bytes, script_text
from syndicate.jobposting.verdict import Verdict, judge

__all__ = [
    "Fault",
    "Verdict",
    "faults",
    "is_valid",
    "job_posting",
    "judge",
    "script_bytes",
    "script_text",
]
