"""Which commands start a server, one reader for each kind of deployment file."""
