"""What the sign-in library is told: how secrets are kept, and what it says."""
