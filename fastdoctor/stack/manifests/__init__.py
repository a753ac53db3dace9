"""What the manifests of a project ask for, one reader for each format."""
