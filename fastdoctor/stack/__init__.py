"""What will be installed and started: manifests, locks, environments, images, commands."""

from fastdoctor.stack.projects import read_stacks
from fastdoctor.stack.stack import Stack
from fastdoctor.stack.values import (
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
