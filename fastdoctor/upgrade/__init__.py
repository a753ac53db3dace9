"""What an upgrade will touch: from the releases a project has to those it could have."""
