"""SFTP: a host that is known by its key, a login by key or password, and an atomic rename."""

from __future__ import annotations

import logging
import stat
from contextlib import contextmanager
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from syndicate.errors import Unauthorised, Unavailable
from syndicate_adapters.upload.store import Lost
from syndicate_adapters.upload.target import Words
from syndicate_adapters.upload.tree import Tree, no_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paramiko import PKey, SFTPAttributes, SFTPClient, SSHClient

    from syndicate.adapter import Options
    from syndicate_adapters.upload.target import Target

_KEY = 'private_key = "${file:deploy_key}"'
_HOST_KEY = 'known_host = "ssh-ed25519 AAAA…"'


class Sftp:
    """A folder on a host; with another key than the one written, it is another host."""

    def __init__(self, target: Target, options: Options) -> None:
        # Imported here: only who uploads by SFTP needs the package (extra: sftp).
        import paramiko  # noqa: F401

        # It tells what went wrong twice: to its log, with a traceback, and to us.
        logging.getLogger("paramiko").setLevel(logging.CRITICAL)
        self.target = target
        self.host_key = _host_key(options)
        self.password = options.text("password") if options.has("password") else None
        self.key = _private_key(options) if options.has("private_key") else None
        if not self.password and not self.key:
            raise options.mistake("private_key", "is missing, and so is password", _KEY)
        self.words = Words(target.host, (self.password,) if self.password else ())

    def body(self, path: str, sha256: str) -> Mapping[str, object]:
        """The fingerprint of the bytes."""
        return {"sha256": sha256}

    @contextmanager
    def session(self) -> Iterator[Tree]:
        """Log in; the connection ends with the visit."""
        client = self._client()
        try:
            yield Tree(_Files(self._log_in(client), self), self.target)
        finally:
            client.close()

    def _client(self) -> SSHClient:
        import paramiko

        client = paramiko.SSHClient()
        host, port = self.target.host, self.target.port
        name = host if port == 22 else f"[{host}]:{port}"
        client.get_host_keys().add(name, self.host_key.get_name(), self.host_key)
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        return client

    def _log_in(self, client: SSHClient) -> SFTPClient:
        import paramiko

        limit = self.target.http.deadline
        try:
            client.connect(
                self.target.host,
                self.target.port,
                self.target.user,
                self.password,
                self.key,
                sock=self.target.connect(),
                allow_agent=False,
                look_for_keys=False,
                timeout=limit,
                banner_timeout=limit,
                auth_timeout=limit,
                channel_timeout=limit,
            )
            sftp = client.open_sftp()
        except paramiko.BadHostKeyException as error:
            raise Unauthorised(
                f"{self.target.host} shows another key than known_host says: nothing was sent; "
                "has the host changed, or is something between you and it?"
            ) from error
        except paramiko.AuthenticationException as error:
            if "timeout" in str(error).lower():
                raise Unavailable(self.words.of(error)) from None
            raise Unauthorised(f"{self.words.of(error)} Check user and key or password") from None
        except (paramiko.SSHException, EOFError, OSError) as error:
            raise Unavailable(self.words.of(f"nothing was sent: {_reason(error)}")) from None
        channel = sftp.get_channel()
        if channel is not None:
            channel.settimeout(limit)
        return sftp


class _Files:
    """The five verbs of a file system, as SFTP says them."""

    def __init__(self, sftp: SFTPClient, store: Sftp) -> None:
        self.sftp = sftp
        self.target = store.target
        self.words = store.words

    def version(self, path: str) -> str | None:
        with self._told(path):
            try:
                return _version(self.sftp.stat(path))
            except FileNotFoundError:
                return None

    def read(self, path: str) -> bytes:
        content = BytesIO()
        with self._told(path):
            self.sftp.getfo(path, content)
        return content.getvalue()

    def write(self, path: str, content: bytes) -> None:
        with self._told(path):
            self.sftp.putfo(BytesIO(content), path, confirm=False)

    def rename(self, path: str, new: str) -> None:
        with self._told(new):
            self.sftp.posix_rename(path, new)

    def delete(self, path: str) -> None:
        with self._told(path):
            try:
                self.sftp.remove(path)
            except FileNotFoundError:
                return

    def make_folder(self, path: str) -> None:
        try:
            with self._told(path):
                self.sftp.mkdir(path)
        except Unavailable as error:
            if isinstance(error, Lost):
                raise
            # "Failure" is all that is said of a folder that is there: the file will tell.

    def remove_folder(self, path: str) -> None:
        with self._told(path):
            self.sftp.rmdir(path)

    def entries(self, path: str) -> list[tuple[str, bool, str]]:
        with self._told(path):
            found = self.sftp.listdir_attr(path)
        kinds = [(one, stat.S_IFMT(one.st_mode or 0)) for one in found]
        return [
            (one.filename, kind == stat.S_IFDIR, _version(one))
            for one, kind in kinds
            if kind in {stat.S_IFDIR, stat.S_IFREG}
        ]

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """What the server or the line refuses, in the words of the contract."""
        import paramiko

        try:
            yield
        except FileNotFoundError:
            raise no_place(self.target) from None
        except PermissionError as error:
            raise Unauthorised(self.words.of(f"{path}: {error.strerror}")) from None
        except (EOFError, TimeoutError, paramiko.SSHException) as error:
            raise Lost(self.words.of(f"{path}: {_reason(error)}")) from None
        except OSError as error:
            channel = self.sftp.get_channel()
            broken = error.errno is not None or channel is None or channel.closed
            # What a server refuses without a code is, most often, a disk that is full.
            raise (Lost if broken else Unavailable)(
                self.words.of(f"{path}: {_reason(error)}")
            ) from None


def _version(found: SFTPAttributes) -> str:
    return f"{found.st_size}-{found.st_mtime}"


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _host_key(options: Options) -> PKey:
    """The key of the host, as ``known_hosts`` or a file ``*.pub`` has it."""
    from paramiko import SSHException
    from paramiko.hostkeys import HostKeyEntry, InvalidHostKey

    words = options.text("known_host").split()
    place = next((n for n, word in enumerate(words) if word.startswith(("ssh-", "ecdsa-"))), None)
    entry = None
    if place is not None and len(words) > place + 1:
        try:
            entry = HostKeyEntry.from_line(f"host {words[place]} {words[place + 1]}")
        except (InvalidHostKey, SSHException, ValueError):
            entry = None
    if entry is None or entry.key is None:
        raise options.mistake("known_host", "is not the public key of a host", _HOST_KEY)
    return entry.key


def _private_key(options: Options) -> PKey:
    import paramiko

    text = options.text("private_key")
    passphrase = options.text("passphrase") if options.has("passphrase") else None
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(StringIO(f"{text.strip()}\n"), passphrase)
        except (paramiko.SSHException, ValueError):
            continue
    # Not the reason: it may quote the key.
    raise options.mistake("private_key", "is no key that passphrase opens", _KEY)
