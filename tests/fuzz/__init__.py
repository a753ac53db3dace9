"""Hostile input: what every reader and every report must survive, whatever the texts are."""
