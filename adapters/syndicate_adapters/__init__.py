"""Adapters that come with Syndicate: one board per module."""
