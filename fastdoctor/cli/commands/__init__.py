"""The commands: each module of this folder is one; its `command` is what click runs."""
