"""Lotse: guides a person to the nearest fitting counselling offer, in their language."""

__version__ = "0.1.0"
