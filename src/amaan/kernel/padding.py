"""How long may a sealed text look? Only as long as its size bucket (security.md section 5)."""

SMALLEST = 512
LARGEST_DOUBLING = 32 * 1024
_LENGTH_BYTES = 4


def bucket(size: int) -> int:
    """The bucket in bytes that holds `size`: 512, 1, 2 … 32 KiB, then steps of 32 KiB."""
    if size > LARGEST_DOUBLING:
        return -(-size // LARGEST_DOUBLING) * LARGEST_DOUBLING
    return max(SMALLEST, 1 << (size - 1).bit_length())


def pad(plaintext: bytes) -> bytes:
    """Length (4 bytes, big-endian), text, zeros up to the bucket."""
    framed = len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext
    return framed.ljust(bucket(len(framed)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The text again. Raises ValueError when the frame promises more than there is."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if length > len(padded) - _LENGTH_BYTES:
        raise ValueError("a padded text is shorter than it says")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
