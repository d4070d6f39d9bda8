"""Casus Foederis: who would protect whom, when, how, and how firmly."""

__version__ = "0.1.0"
