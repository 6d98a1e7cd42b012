"""A new process of a large run finds its way to Django by itself."""

import subprocess
import sys


def test_the_pool_is_entered_before_django_is_set_up() -> None:
    code = "import amaan.demo.generator.pooling, sys; assert 'django.apps' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
