import os
from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp

from .wsgi import application as pages

# Pages run on threads that keep their database connection; one event loop takes the requests.
THREADS = int(os.environ.get("SINAN_THREADS") or 8)
application = WSGIMiddleware(cast("WSGIApp", pages), workers=THREADS)
