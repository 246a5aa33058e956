"""The web server of demo and production: ``gunicorn -c python:academy.settings.gunicorn academy.wsgi``.

Threads and not separate processes wait for slow connections, and there are more of them than one visitor
opens by accident or by design; threads only come into being when they are needed. The number of processes is
gunicorn's own WEB_CONCURRENCY.
"""

worker_class = "gthread"
threads = 32
timeout = 60
graceful_timeout = 10
control_socket_disable = True
