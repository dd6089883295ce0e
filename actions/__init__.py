"""Rasa actions: thin, one a file; what to say is decided in bot.dialogue."""
