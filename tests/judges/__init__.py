"""Independent judges: readers and validators of other authors, over what ``syndicate build`` wrote.

``python -m tests.judges`` builds every configured site, lets each judge look at the output and
prints one table: judge, site, complaints. It exits with 1 when there is any.
"""
