"""German places, and where a person comes from, found in running text of many languages."""

from bot.places.finder import PlaceFinder
from bot.places.model import Found, Place, distance_km

__all__ = ["Found", "Place", "PlaceFinder", "distance_km"]
