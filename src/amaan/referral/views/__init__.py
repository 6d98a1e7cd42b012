"""Pages of referrals: the lists, one referral, and the steps of sender and receiver."""
