"""EasyJobs as its documentation describes it: not tried against the service itself.

Of the bodies of answers only parts are documented. What a batch answers is our guess, and each
test that depends on it tries other answers too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from syndicate.testing import BoardServer, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = "c4n4ry/t0ken+with=signs"  # noqa: S105 # opens nothing
SECRET_KEY = "easyjobs-s3cret-key"  # noqa: S105 # opens nothing

#: https://api.easyjobs.fr/ui/fields-reference.html and quota.html
_PATTERNS: Mapping[str, str] = {
    "id": r"[a-zA-Z0-9]{4,128}",
    "date": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}",
    "title": r"[^<>\n]{1,160}",
    "contract_type": r"CDI|CDD|Intérim|Stage|Alternance",
    "description": r"(?s:.{0,1024})",
    "position": r"(?s:.{1,12288})",
    "profile": r"(?s:.{0,12288})",
    "location": r".{1,64}",
    "postcode": r"\d{5}",
    "region": r".{0,32}",
    "country": r".{0,64}",
    "subsidiary": r".{0,64}",
    "posted_via": r".{0,64}",
}
_NEEDED = ("id", "date", "title", "contract_type", "position", "location", "postcode")


class EasyJobs(BoardServer):
    """The account of one employer; ``refused`` are ids that are incoherent by decree.

    Without ``reports``, a batch is answered in one word; with ``whole``, one bad offer is the
    refusal of all.
    """

    version = "v1"
    reports = True
    whole = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.refused: set[str] = set()

    def answer(self, request: Request) -> Reply:
        headers = request.headers
        if not headers.get("user-agent") or headers.get("usersecretkey") != SECRET_KEY:
            return Reply(403, {"error": "Clé secrète invalide"})
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply(401, {"error": "Jeton invalide"})
        if headers.get("origin") != "https://jobs.example.org":
            return Reply(403, {"error": "Origine non autorisée"})
        if len(request.body) > 3_000_000:
            return Reply(413, {"error": "Payload Too Large"})
        return self._called(request)

    def _called(self, request: Request) -> Reply:
        match request.method, request.path.split("/"):
            case "GET", ["", self.version, "jobs-list"]:
                found = self.shelf.look_up(request.query.get("job_id"))
                limit = int(request.query.get("limit", "10"))
                return Reply(200, [dict(held.body) for held in found[:limit]])
            case "DELETE", ["", self.version, "job-delete"]:
                return self._one(request.method, {"id": request.query.get("id")})
            case method, ["", self.version, "json", "job-posting" | "job-edit"]:
                return self._one(method, request.fields())
            case method, ["", self.version, "json", "jobs-posting" | "jobs-edit" | "jobs-delete"]:
                items = request.json()
                items = items["jobs"] if method == "DELETE" else items
                return self._many(method, items)
        return Reply(405, {"error": "Méthode non autorisée"})

    def _many(self, method: str, items: list[dict[str, Any]]) -> Reply:
        if self.whole and any(item["id"] in self.refused for item in items):
            return Reply(422, {"error": "Données incohérentes"})
        status = 201 if method == "POST" else 200
        made = [(item["id"], self._one(method, item)) for item in items]
        if not self.reports:
            return Reply(status, {"message": "Traitement terminé"})
        rows = [{"id": name, "status": one.status, "message": "…"} for name, one in made]
        return Reply(status, {"results": rows})

    def _one(self, method: str, item: dict[str, Any]) -> Reply:
        held = self.shelf.held(str(item.get("id")))
        if method != "POST" and held is None:
            return Reply(404, {"error": "L'offre d'emploi est introuvable"})
        if method == "DELETE" and held:
            self.shelf.remove(held.id)
            return Reply(200, {"message": "Offre supprimée"})
        if method == "POST" and held:
            return Reply(409, {"error": "Identifiant déjà existant"})
        if fault := self._fault(item, () if held else _NEEDED):
            return fault
        if held:
            self.shelf.replace(held.id, {**held.body, **item})
            return Reply(200, {"message": "Offre mise à jour", "id": item["id"]})
        self.shelf.add(item["id"], item)
        return Reply(201, {"message": "Offre créée", "id": item["id"]})

    def _fault(self, item: dict[str, Any], needed: tuple[str, ...]) -> Reply | None:
        for name in needed:
            if name not in item:
                return Reply(400, {"error": f"{name} : champ manquant"})
        for name, pattern in _PATTERNS.items():
            if name in item and not re.fullmatch(pattern, str(item[name])):
                return Reply(400, {"error": f"{name} : format invalide"})
        if item["id"] in self.refused:
            return Reply(422, {"error": "Données incohérentes"})
        return None
