"""The headers that every answer carries: what a page may load, where it may stand, that nothing is kept of it."""

from __future__ import annotations

from functools import cache

from facilitator.kit.styles import style_hashes
from facilitator.static.bundle import bundle

Header = tuple[bytes, bytes]

ALWAYS: tuple[Header, ...] = (
    # With `no-referrer` our own forms would arrive with `Origin: null`.
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)
KEPT_NOWHERE: Header = (b"cache-control", b"no-store")
KEPT_FOR_EVER: Header = (b"cache-control", b"public, max-age=31536000, immutable")


def light(host: str, framed: bool) -> list[Header]:
    """For light pages: our own script and font, the styles by their hashes, our own socket, nothing else."""
    rules = [
        "default-src 'none'",
        "script-src 'self'",
        f"style-src {_styles()}",
        "font-src 'self'",
        "img-src 'self' data:",
        f"connect-src 'self' ws://{host} wss://{host}",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types live",
    ]
    return _all(rules, framed)


def console(host: str) -> list[Header]:
    """For the console, whose library needs inline scripts: still only from here, and in nobody's frame."""
    rules = [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        f"connect-src 'self' ws://{host} wss://{host}",
        "frame-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ]
    return _all(rules, framed=False)


@cache
def _styles() -> str:
    return " ".join(style_hashes(bundle().faces))


def _all(rules: list[str], framed: bool) -> list[Header]:
    policy = "; ".join([*rules, "frame-ancestors 'self'" if framed else "frame-ancestors 'none'"])
    frame = b"SAMEORIGIN" if framed else b"DENY"
    return [(b"content-security-policy", policy.encode()), (b"x-frame-options", frame), *ALWAYS]
