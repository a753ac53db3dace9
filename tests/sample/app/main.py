from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from app import database
from app.routers import bookings, guests, webhooks
from app.settings import settings


@asynccontextmanager
async def lifespan(app: FastAPI):
    database.create_tables()
    yield


app = FastAPI(title="Bookings", lifespan=lifespan)

app.add_middleware(
    CORSMiddleware,
    allow_origins=settings.cors_origins,
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["bookings.example.com"])

app.include_router(guests.router, prefix="/guests")
app.include_router(bookings.router, prefix="/bookings")


@app.on_event("startup")
def warm_up() -> None:
    database.load_rooms()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
