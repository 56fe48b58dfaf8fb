"""Whose requests go to S3: the keys that the board is given, or those that the machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.auth import AuthBase

from syndicate.errors import Unauthorised

if TYPE_CHECKING:
    from botocore.credentials import (  # type: ignore[import-untyped] # it has none
        ReadOnlyCredentials,
    )
    from requests import PreparedRequest

    from syndicate.adapter import Options

#: What is signed beside the address, the bytes and what signing adds itself.
_SIGNED = ("Cache-Control", "Content-Type", "If-Match", "If-None-Match")


class Account:
    """The keys of a board.

    Without ``access_key`` they are found as Amazon's own tools find them: environment, profile,
    the role of the machine. These change now and then, so they are asked for at every visit.
    """

    def __init__(self, options: Options) -> None:
        # Imported here: only who uploads to S3 needs the package (extra: s3).
        import boto3  # type: ignore[import-untyped] # it has none
        from botocore.credentials import ReadOnlyCredentials

        self._given: ReadOnlyCredentials | None = None
        if options.has("access_key") or options.has("secret_key"):
            token = options.text("session_token") if options.has("session_token") else None
            self._given = ReadOnlyCredentials(
                options.text("access_key"), options.text("secret_key"), token
            )
        else:
            self._machine = boto3.Session()

    def keys(self) -> ReadOnlyCredentials:
        """The keys of now. Raises ``Unauthorised`` when the machine has none."""
        from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped] # it has none

        if self._given is not None:
            return self._given
        try:
            found = self._machine.get_credentials()
            if found is not None:
                return found.get_frozen_credentials()
        except BotoCoreError as error:
            raise Unauthorised(f"S3: this machine's keys: {type(error).__name__}") from None
        raise Unauthorised("S3: no keys: write access_key and secret_key, or give the machine some")


class Signature(AuthBase):
    """Signs requests (AWS Signature Version 4) with one pair of keys, for one region."""

    def __init__(self, keys: ReadOnlyCredentials, region: str) -> None:
        self.keys = keys
        self.region = region

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        from botocore.auth import S3SigV4Auth  # type: ignore[import-untyped] # it has none
        from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped] # it has none

        headers = {name: request.headers[name] for name in _SIGNED if name in request.headers}
        signed = AWSRequest(request.method, request.url, headers, request.body or b"")
        S3SigV4Auth(self.keys, "s3", self.region).add_auth(signed)
        request.headers.update(dict(signed.headers.items()))
        return request
