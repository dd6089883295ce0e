"""The public door: the only part of Lotse that the internet sees."""
