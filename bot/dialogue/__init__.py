"""What Lotse answers: decisions over slots and directory, without Rasa."""
