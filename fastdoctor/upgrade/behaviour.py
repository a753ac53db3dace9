"""Every change of behaviour that can be seen in a project's source."""

from __future__ import annotations

from fastdoctor.upgrade.changes import Behaviour
from fastdoctor.upgrade.companions_behaviour import COMPANIONS
from fastdoctor.upgrade.fastapi_behaviour import FASTAPI

BEHAVIOURS: tuple[Behaviour, ...] = (*FASTAPI, *COMPANIONS)
