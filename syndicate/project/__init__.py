"""The only place where the stages meet: content in, renderings out, boards kept in step.

Pushing is imported by those who push: building a site must not wait for a database's driver.
"""

from syndicate.project.building import Built, build, catalogue, read

__all__ = ["Built", "build", "catalogue", "read"]
