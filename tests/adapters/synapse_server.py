"""A Matrix homeserver of other authors, as a process of its own: Synapse, with SQLite."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parents[1] / "counterparts" / ".venv-synapse"
PYTHON = HOME / "bin" / "python"
#: Made last, when all is installed.
INSTALLED = HOME / ".made"

_SECRET = "registers nobody but the users of a test"  # noqa: S105 # opens nothing else
#: How long a start may take, in seconds; far more than it does.
_PATIENCE = 60


@dataclass(frozen=True)
class SynapseServer:
    """The server at *url*: ``owner`` administers it, ``token`` is the token of ``bot``."""

    url: str
    owner: str
    bot: str
    token: str

    def room(self, *, encrypted: bool = False) -> str:
        """A new room, in which owner and bot are."""
        algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
        state = [{"type": "m.room.encryption", "state_key": "", "content": algorithm}]
        asked = {"invite": [self.bot], "initial_state": state if encrypted else []}
        room = str(self.owned("POST", "v3/createRoom", asked)["room_id"])
        self.call("POST", f"v3/join/{quote(room)}", {}, self.token)
        return room

    def expel(self, room: str) -> None:
        """Put the bot out of *room*."""
        self.owned("POST", f"v3/rooms/{quote(room)}/kick", {"user_id": self.bot})

    def pace(self, messages_per_second: int) -> None:
        """What the bot may send; zero for as much as it likes."""
        path = f"{self.url}_synapse/admin/v1/users/{quote(self.bot)}/override_ratelimit"
        pace = {"messages_per_second": messages_per_second, "burst_count": messages_per_second}
        _ask("POST", path, pace, self.owner)

    def timeline(self, room: str) -> list[dict[str, Any]]:
        """The messages in *room* as its owner is shown them, the oldest first."""
        query = "dir=f&limit=100&filter=%7B%22types%22%3A%5B%22m.room.message%22%5D%7D"
        chunk = self.owned("GET", f"v3/rooms/{quote(room)}/messages?{query}")["chunk"]
        assert isinstance(chunk, list)
        return chunk

    def owned(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """A call in the owner's name."""
        return self.call(method, path, body, self.owner)

    def call(self, method: str, path: str, body: object, token: str) -> dict[str, Any]:
        """A call of the client-server interface."""
        return _ask(method, f"{self.url}_matrix/client/{path}", body, token)


@contextmanager
def running() -> Iterator[SynapseServer]:
    """The server with two users; it is stopped in the end."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        # Synapse tells systemd when it is ready: here we are systemd.
        ready.bind(f"{folder}/ready")
        ready.settimeout(_PATIENCE)
        url = _configured(Path(folder))
        command = [str(PYTHON), "-m", "synapse.app.homeserver", "-c", f"{folder}/homeserver.yaml"]
        environment = os.environ | {"NOTIFY_SOCKET": f"{folder}/ready"}
        with subprocess.Popen(
            command, cwd=folder, env=environment, stderr=subprocess.DEVNULL
        ) as process:
            try:
                while b"READY=1" not in ready.recv(1_000):
                    pass
                owner = _registered(url, "owner", admin=True)["access_token"]
                bot = _registered(url, "jobs")
                server = SynapseServer(url, owner, bot["user_id"], bot["access_token"])
                server.pace(0)
                yield server
            finally:
                process.terminate()


def _configured(folder: Path) -> str:
    """Write what Synapse needs into *folder*; where it will be."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    listener = {"port": port, "bind_addresses": ["127.0.0.1"], "type": "http", "tls": False}
    generous = {"per_second": 1_000, "burst_count": 1_000}
    configuration = {
        "server_name": "example.test",
        "listeners": [listener | {"resources": [{"names": ["client"]}]}],
        "database": {"name": "sqlite3", "args": {"database": f"{folder}/homeserver.db"}},
        "media_store_path": f"{folder}/media",
        "signing_key_path": f"{folder}/signing.key",
        "registration_shared_secret": _SECRET,
        "macaroon_secret_key": _SECRET,
        "report_stats": False,
        "trusted_key_servers": [],
        "rc_message": generous,
        "rc_login": {"address": generous, "account": generous},
        "rc_joins": {"local": generous},
        "rc_invites": {"per_room": generous, "per_user": generous, "per_issuer": generous},
        "rc_room_creation": generous,
    }
    (folder / "homeserver.yaml").write_text(json.dumps(configuration), "utf-8")
    generate = ["-c", f"{folder}/homeserver.yaml", "--generate-keys"]
    subprocess.run(
        [str(PYTHON), "-m", "synapse.app.homeserver", *generate],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return f"http://127.0.0.1:{port}/"


def _registered(url: str, name: str, *, admin: bool = False) -> dict[str, Any]:
    """A new user: its ``user_id`` and ``access_token``."""
    path = f"{url}_synapse/admin/v1/register"
    nonce = _ask("GET", path)["nonce"]
    words = (nonce, name, "a-pass-word", "admin" if admin else "notadmin")
    mac = hmac.new(_SECRET.encode(), "\0".join(words).encode(), hashlib.sha1).hexdigest()
    asked = {"nonce": nonce, "username": name, "password": words[2], "admin": admin, "mac": mac}
    return _ask("POST", path, asked)


def _ask(method: str, url: str, body: object = None, token: str = "") -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, headers, method=method)  # noqa: S310 # loopback
    with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 # loopback
        found = json.load(answer)
    assert isinstance(found, dict)
    return found
