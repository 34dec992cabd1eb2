"""The verifier's own Ed25519, keys and notes: what is right passes, what is nearly so doesn't."""

from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.record.bundle import verify

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
        "4dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c664"
        "31e0303dca179c138ac17ad9bef1177331a704",
    ),
]


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    return verify.is_signed(public, message, signature)


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032_hold_and_no_altered_one(
    public: str, message: str, signature: str
) -> None:
    key, text, right = (bytes.fromhex(each) for each in (public, message, signature))
    assert holds(key, text, right)
    assert not holds(key, text + b"x", right)
    for place in (0, 31, 32, 63):
        altered = bytearray(right)
        altered[place] ^= 1
        assert not holds(key, text, bytes(altered))
    assert not holds(key, text, right[:63])
    assert not holds(key[:31], text, right)
    other = bytes.fromhex(next(each[0] for each in RFC_8032 if each[0] != public))
    assert not holds(other, text, right)


def test_a_signature_with_a_number_too_large_is_refused() -> None:
    """S + L would verify in a careless check: one signature could then be written in two ways."""
    key, text, right = (bytes.fromhex(each) for each in RFC_8032[1])
    s = int.from_bytes(right[32:], "little") + verify.L
    assert not holds(key, text, right[:32] + s.to_bytes(32, "little"))


def test_keys_that_are_no_honest_points_are_refused() -> None:
    """The neutral point, points of small order, and a second way to write a point."""
    neutral = (1).to_bytes(32, "little")
    forged = neutral + bytes(32)  # R = 1, S = 0: true for every message under the neutral key
    assert not holds(neutral, b"anything", forged)
    order_four = bytes(32)
    assert not holds(order_four, b"anything", forged)
    again = (verify.P + 1).to_bytes(32, "little")
    assert verify._point(again) is None
    assert verify._point((1 | 1 << 255).to_bytes(32, "little")) is None
    assert verify._point((2).to_bytes(32, "little")) is None


def test_it_agrees_with_another_library() -> None:
    for seed in range(20):
        private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([seed])).digest())
        public, text = private.public_key().public_bytes_raw(), bytes([seed]) * seed
        signature = private.sign(text)
        assert holds(public, text, signature)
        assert not holds(public, text + b"\0", signature)


PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NAME = "tenders.example/log"


def vkey(private: Ed25519PrivateKey = PRIVATE, name: str = NAME) -> str:
    public = b"\x01" + private.public_key().public_bytes_raw()
    short = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    return f"{name}+{short.hex()}+{base64.b64encode(public).decode()}"


def note(body: str, private: Ed25519PrivateKey = PRIVATE, name: str = NAME) -> str:
    short = bytes.fromhex(vkey(private, name).split("+")[1])
    signature = base64.b64encode(short + private.sign(body.encode())).decode()
    return f"{body}\n— {name} {signature}\n"


BODY = "tenders.example/log/7\n3\nrra8/idLcKFPsGeloXeEJk2wr5q17Q4VkVjzKeBuTnc=\ntime 2026-11-22\n"


ODD_SIZES = ("03", "+3", "-3", " 3", "3 ", "٣", "", "3" * 16)
"""What isn't a size as c2sp.org/tlog-checkpoint writes it."""


def test_a_signed_checkpoint_is_read() -> None:
    found = verify.read_checkpoint(note(BODY), [verify.read_key(vkey())])
    assert (found.origin, found.size, found.time) == ("tenders.example/log/7", 3, "2026-11-22")
    assert found.root == base64.b64decode(BODY.split("\n")[2])


def test_signatures_of_keys_that_nobody_knows_are_passed_over() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    lines = note(BODY, other, "witness.example/w").rpartition("\n\n")[2]
    found = verify.read_checkpoint(note(BODY) + lines, [verify.read_key(vkey())])
    assert found.size == 3


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (note(BODY).replace("\n3\n", "\n4\n"), "is false"),
        (note(BODY, Ed25519PrivateKey.from_private_bytes(bytes(32))), "none of the keys"),
        (BODY, "isn’t a signed note"),
        (BODY + "\n", "none of the keys"),
        (note(BODY).rstrip("\n"), "isn’t a signed note"),
        (note(BODY).replace("— ", "- "), "isn’t a signed note"),
        (BODY + f"\n— {NAME} !!!\n", "isn’t base64"),
        (BODY + f"\n— {NAME}\n", "isn’t a signed note"),
        (note(BODY).replace(f"— {NAME} ", f"— {NAME}  "), "isn’t a signed note"),
        (note(BODY)[:-1] + " more\n", "isn’t a signed note"),
        (note("tenders.example/log/7\nmany\nAAAA\n"), "isn’t a checkpoint"),
        *((note(BODY.replace("\n3\n", f"\n{size}\n")), "isn’t a check") for size in ODD_SIZES),
        (note(BODY.replace("rra8/idL", "")), "isn’t a checkpoint"),
        (note("tenders.example/log/7\n"), "isn’t a checkpoint"),
    ],
)
def test_a_checkpoint_that_does_not_hold_is_refused(text: str, why: str) -> None:
    with pytest.raises(verify.Unreadable, match=why):
        verify.read_checkpoint(text, [verify.read_key(vkey())])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        vkey().replace("+", "-"),
        vkey().replace("tenders", "others"),
        vkey()[:-8],
        vkey(name=NAME).rsplit("+", 1)[0] + "+AAAA",
    ],
)
def test_a_key_that_is_not_one_is_refused(text: str) -> None:
    with pytest.raises(verify.Unreadable):
        verify.read_key(text)
