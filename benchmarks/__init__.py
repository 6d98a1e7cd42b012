"""What the issues promise, measured: every figure beside a floor or a peer of the same run."""
