"""An S3 server of other authors, as a process of its own: moto, which checks signatures too."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = Path(__file__).parents[1] / "counterparts" / ".venv-moto" / "bin" / "python"

#: A user who may do everything, made while nobody is asked who they are; then the door is shut.
_SERVE = """
import json, logging, sys
import boto3
from moto import settings
from moto.server import ThreadedMotoServer

logging.disable()
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
host, port = server.get_host_and_port()
url = f"http://{host}:{port}"
nobody = dict(endpoint_url=url, region_name="us-east-1",
              aws_access_key_id="nobody", aws_secret_access_key="nobody")
iam = boto3.client("iam", **nobody)
iam.create_user(UserName="jobs")
may = {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
iam.put_user_policy(UserName="jobs", PolicyName="all", PolicyDocument=json.dumps(may))
key = iam.create_access_key(UserName="jobs")["AccessKey"]
settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
print(json.dumps([url, key["AccessKeyId"], key["SecretAccessKey"]]), flush=True)
sys.stdin.read()
server.stop()
"""


@dataclass(frozen=True)
class Moto:
    """The server at *url*, and the keys of one who may do everything."""

    url: str
    access_key: str
    secret_key: str


@contextmanager
def running() -> Iterator[Moto]:
    """The server, whose pages have five objects; it ends with us, however we end."""
    with subprocess.Popen(
        [str(PYTHON), "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MOTO_S3_DEFAULT_MAX_KEYS": "5"},
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Moto(*json.loads(process.stdout.readline()))
        finally:
            process.stdin.close()
