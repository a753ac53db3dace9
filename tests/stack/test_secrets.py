"""Which values are secrets, and which only look like settings or placeholders?"""

from __future__ import annotations

import pytest

from fastdoctor.stack.secrets import holds_secret, is_secret


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "kQ8vN2xR7mZ4pL9wB3tY6sD1"),
        ("JWT_SECRET", "7f3a9c1e5b8d2046af91c3e7"),
        ("GITHUB", "ghp_Zx81mQpT4vN7wLr2Ks9dUeR5bHc3Jf6aQo0Y"),
        ("KEY", "-----BEGIN RSA PRIVATE KEY-----"),
    ],
)
def test_secrets(name: str, value: str) -> None:
    assert is_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "changeme"),
        ("SECRET_KEY", "please-change-me-in-production"),
        ("SECRET_KEY", "${SECRET_KEY:-kQ8vN2xR7mZ4pL9wB3tY6sD1}"),
        ("SECRET_KEY", "aaaaaaaaaaaaaaaaaaaaaaaa"),
        ("POSTGRES_PASSWORD", "postgres"),
        ("BUILD", "7f3a9c1e5b8d2046af91c3e7"),
        ("TOKEN_FILE", "/run/keys/7f3a9c1e5b8d2046"),
        ("OPENAI_API_KEY", "sk-your-key-here-000000000000"),
        ("TOKENIZER", "kQ8vN2xR7mZ4pL9wB3tY6sD1"),
        ("TIKTOKEN_ENCODINGS", "kQ8vN2xR7mZ4pL9wB3tY6sD1"),
        ("TOKEN_STORE", "/home/worker/app/encodings"),
    ],
)
def test_no_secrets(name: str, value: str) -> None:
    assert not is_secret(name, value)


def test_addresses_with_a_password() -> None:
    assert holds_secret({"A": "1", "DATABASE_URL": "postgresql://app:b7Qm2@db/app"})
    assert not holds_secret({"DATABASE_URL": "postgresql://postgres:postgres@db/app", "B": "redis://db"})
    assert not holds_secret({"DATABASE_URL": "postgresql://app:${PASSWORD}@db/app", "SECRET_KEY": "change-me"})
