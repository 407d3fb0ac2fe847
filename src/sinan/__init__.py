"""Sinan (司南), an operating system for car dealerships."""

__version__ = "0.1.0"
