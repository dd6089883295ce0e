"""Every text a person sees: catalogues, Rasa's text generator, formatting, cards, checks."""
