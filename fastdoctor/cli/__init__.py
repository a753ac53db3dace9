"""The command line: the only place that knows arguments, streams, the clock and exit codes."""
