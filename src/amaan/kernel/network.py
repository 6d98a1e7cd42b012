"""From which network does somebody come? Wide enough that no single household is told apart."""

from ipaddress import ip_address, ip_network
from typing import Final

WIDTHS: Final = {4: 24, 6: 48}


def network_of(address: str) -> str:
    """The network of an address, `203.0.113.0/24` or `2001:db8:1::/48`; "unknown" for what is no
    address.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((found, WIDTHS[found.version]), strict=False))
