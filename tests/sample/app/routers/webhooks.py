from fastapi import APIRouter

router = APIRouter(prefix="/webhooks")


@router.post("/payment")
def payment(event: dict) -> None:
    print(event["id"])
