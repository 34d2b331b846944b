"""Corpora in and out, metrics, and the training of every model."""
