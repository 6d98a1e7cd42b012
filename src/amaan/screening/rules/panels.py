"""What do upper capabilities add to the page of a report?"""

from amaan.kernel.panels import Panels

PANELS = Panels()
