"""The offers: kept, imported, exported, searched and ranked with reasons."""
