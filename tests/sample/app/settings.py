from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    cors_origins: tuple[str, ...] = ("*",)
    jwt_secret: str = "change-me-before-launch"
    rates_url: str = "https://rates.example.com/today"


settings = Settings()
