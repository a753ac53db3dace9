"""How the routes of a project are shown: as a table, as JSON, as a page."""
