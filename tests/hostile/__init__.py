"""What a project can do to whoever looks at it: nothing."""
