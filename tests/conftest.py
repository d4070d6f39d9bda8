"""What the tests of several rooms share."""

from shared_library import library_home

__all__ = ["library_home"]
