from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker


class Base(DeclarativeBase):
    pass


engine = create_engine("sqlite:///bookings.db")
make_session = sessionmaker(engine)
rooms: dict[int, str] = {}


def create_tables() -> None:
    Base.metadata.create_all(engine)


def load_rooms() -> None:
    rooms.update({1: "Garden", 2: "Attic"})


def get_session() -> Iterator[Session]:
    with make_session() as session:
        yield session
