"""What each property of a JobPosting is to the author of an offer, and which line sets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Says(NamedTuple):
    """One property: the offer's field, its name in a sentence, what it must be, the line."""

    field: str
    what: str
    expected: str
    hint: str


# Dates are left open on purpose: a line that is pasted as it stands must not state a false one.
WORDING: Mapping[str, Says] = {
    "title": Says(
        "title", "the title of the job", "one line of text", "title: …    (the name of the job)"
    ),
    "description": Says(
        "body",
        "a description of the job",
        "text in paragraphs and lists",
        "Describe the job below the front matter: missions, profile, hours, how to apply.",
    ),
    "identifier": Says(
        "requisition_id",
        "the reference of the job",
        "one line of text",
        "reference: YOUR-REFERENCE",
    ),
    "url": Says(
        "url",
        "the address of the offer's page",
        "a complete http or https address",
        "url: https://example.org/jobs/name/",
    ),
    "datePosted": Says(
        "date_posted",
        "the day the offer was first posted",
        "a day of the calendar, or a day and time with an offset",
        "date: YYYY-MM-DD",
    ),
    "validThrough": Says(
        "closes",
        "the last day to apply",
        "a day of the calendar, with a time and an offset",
        "closes: YYYY-MM-DD",
    ),
    "hiringOrganization": Says(
        "organization",
        "the employer",
        "a name, with complete http or https addresses for its website and logo",
        "company: …    (the name of the employer)",
    ),
    "jobLocation": Says(
        "locations",
        "the place of work",
        "an address with the two-letter code of its country",
        "location: Paris, France",
    ),
    "jobLocationType": Says(
        "workplace", "the workplace", "TELECOMMUTE or absent", "workplace: remote"
    ),
    "applicantLocationRequirements": Says(
        "remote_countries",
        "where those who work remotely may live",
        "one country or several",
        "remote countries: FR, BE",
    ),
    "employmentType": Says(
        "employment", "the kind of contract", "of Google's list", "contract: permanent"
    ),
    "baseSalary": Says(
        "pay",
        "the pay",
        "amounts above zero in a currency of ISO 4217",
        "salary: 35000-42000 EUR per year",
    ),
    "jobStartDate": Says(
        "start", "the start", "a day or a month of the calendar, or words", "start date: YYYY-MM-DD"
    ),
    "jobImmediateStart": Says("start", "the start", "now or on a date, not both", "start: asap"),
    "jobDuration": Says(
        "duration_months",
        "the length of the contract",
        "a number of months above zero",
        "duration: 6 months",
    ),
    "educationRequirements": Says(
        "education", "the education asked for", "a level of Google's list", "education: bachelor"
    ),
    "experienceRequirements": Says(
        "experience", "the experience asked for", "at most 1200 months", "experience: 2 years"
    ),
    "skills": Says("skills", "the skills", "lines of text", "skills: Python, Git"),
    "occupationalCategory": Says(
        "isco", "the code of the occupation", "a code of ISCO-08 or ROME", "isco: 2512"
    ),
    "totalJobOpenings": Says(
        "openings", "the number of openings", "a whole number above zero", "openings: 2"
    ),
    "directApply": Says(
        "apply_email", "direct application", "true or false", "apply email: jobs@example.org"
    ),
}
