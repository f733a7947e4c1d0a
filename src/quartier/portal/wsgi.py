"""What the web server calls."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.portal.settings")

application = get_wsgi_application()


def _warm_up() -> None:
    from quartier.portal.programmes.services import warm_up  # noqa: PLC0415 - once Django is set up

    warm_up()


# Beside the first requests, so that the server is up at once; whoever needs the catalogue earlier waits for it.
threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
