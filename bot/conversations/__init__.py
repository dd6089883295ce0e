"""Where conversations are kept, for how long, and how they are deleted."""
