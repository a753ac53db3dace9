"""Why a run cannot go on, for the person who started it."""

from __future__ import annotations


class Failure(Exception):
    """An error of usage, configuration, a rule or the machine: the message says what, where and what to do.

    The command line prints it without a traceback and ends with exit code 2.
    """
