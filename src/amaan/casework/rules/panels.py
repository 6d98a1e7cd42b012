"""What do upper capabilities add to the page of a dossier?"""

from amaan.kernel.panels import Panels

PANELS = Panels()
