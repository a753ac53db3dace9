import time
from typing import Annotated

import requests
from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from app.database import get_session
from app.rates import rate_of_today
from app.security import Guest
from app.settings import settings

router = APIRouter(tags=["bookings"])
Database = Annotated[Session, Depends(get_session)]


class Booking(BaseModel):
    room: int = Field(example=1)
    nights: int = 1

    class Config:
        orm_mode = True


@router.get("/rate")
async def rate() -> dict[str, float]:
    answer = requests.get(settings.rates_url, timeout=10)
    return {"rate": answer.json()["rate"]}


@router.get("/price")
async def price(nights: int) -> dict[str, float]:
    return {"price": nights * rate_of_today()}


@router.post("/")
async def book(booking: Booking, guest: Guest, database: Database) -> dict[str, object]:
    time.sleep(0.1)  # fastdoctor: ignore[blocking-call-in-async] the payment provider needs a pause
    return booking.dict() | {"guest": guest}
