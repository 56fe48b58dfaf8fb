"""What every adapter must keep to, as a suite that any adapter runs by saying how to build it."""

from __future__ import annotations

from syndicate.testing.contract.bench import PARTS
from syndicate.testing.contract.failures import FailureContract
from syndicate.testing.contract.features import FeatureContract
from syndicate.testing.contract.lookups import LookupContract
from syndicate.testing.contract.operations import OperationContract
from syndicate.testing.contract.payloads import PayloadContract
from syndicate.testing.contract.secrets import SecretContract

__all__ = ["PARTS", "AdapterContract"]


class AdapterContract(
    FeatureContract,
    PayloadContract,
    OperationContract,
    LookupContract,
    FailureContract,
    SecretContract,
):
    """The whole contract. A test file of an adapter is this and no more::

        class TestIntranet(AdapterContract):
            def make(self, board: BoardServer) -> Intranet:
                return Intranet(self.options(url=board.url, token=self.secret))

    Which tests have something to say follows from the adapter's ``features``. What cannot apply
    for another reason is named in ``exempt`` with that reason (see ``PARTS``), and is reported as
    skipped. Boards that speak another protocol than the plain one of ``BoardServer`` override
    ``board``. Under unittest, write ``class TestIntranet(AdapterContract, unittest.TestCase)``.
    """
