"""What the locks of a project hold, one reader for each format."""
