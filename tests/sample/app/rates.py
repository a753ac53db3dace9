import requests

from app.settings import settings


def rate_of_today() -> float:
    return float(requests.get(settings.rates_url, timeout=10).json()["rate"])
