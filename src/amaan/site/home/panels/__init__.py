"""What stands on the home page besides tasks and notices, each module one kind of work."""
