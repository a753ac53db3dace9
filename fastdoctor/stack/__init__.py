"""What will be installed and started: manifests, locks, environments, images, commands."""

from fastdoctor.stack.projects import read_stacks
from fastdoctor.stack.stack import Stack
from fastdoctor.stack.values import (
    Disagreement,
    ImageInstruction,
    ImageStage,
    InstalledPackage,
    LockedPackage,
    Problem,
    PythonChoice,
    Requirement,
    Resolved,
    StartCommand,
    normalized,
)

__all__ = [
    "Disagreement",
    "ImageInstruction",
    "ImageStage",
    "InstalledPackage",
    "LockedPackage",
    "Problem",
    "PythonChoice",
    "Requirement",
    "Resolved",
    "Stack",
    "StartCommand",
    "normalized",
    "read_stacks",
]
