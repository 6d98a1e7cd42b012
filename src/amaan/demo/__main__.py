"""`bin/demo`: a whole node on this machine, with a demonstration nation."""

from amaan.demo.program import app

if __name__ == "__main__":
    app()
