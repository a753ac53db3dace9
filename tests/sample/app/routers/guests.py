from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response
from fastapi.security import OAuth2PasswordRequestForm

from app.security import create_token, current_guest, passwords

router = APIRouter(tags=["guests"])
PASSWORDS = {"ada": "$2b$12$abcdefghijklmnopqrstuv"}


@router.post("/login")
def login(form: Annotated[OAuth2PasswordRequestForm, Depends()], response: Response) -> dict[str, str]:
    if not passwords.verify(form.password, PASSWORDS.get(form.username, "")):
        raise HTTPException(status_code=401)
    token = create_token(form.username)
    response.set_cookie("session", token)
    return {"access_token": token, "token_type": "bearer"}


@router.get("/me")
def me(guest: Annotated[str, Depends]) -> dict[str, str]:
    return {"guest": guest}


@router.get("/{name}")
def read_guest(name: str, guest: Annotated[str, Depends(current_guest)]) -> dict[str, str]:
    return {"name": name, "seen_by": guest}
