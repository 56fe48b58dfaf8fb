"""Tests of the facts that are read out of prose."""
