"""Benchmarks: `python -m bench` prints one table for this machine and keeps it in history.jsonl."""
