"""The scripts that bring older ledgers to the present tables."""
