"""Dates that a text names, and the publication date that a page prints."""

from assistant.language.published_dates import parse_published

__all__ = ["parse_published"]
