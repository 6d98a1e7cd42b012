"""What staff type: at the door, and about other staff."""
