"""Connections end when their owner says so, whoever still holds an answer."""

import requests
from urllib3.connection import HTTPConnection

from coach.sources.leash import HeldAdapter
from tests.fakes.chat_server import chat_server


def test_closing_ends_idle_connections_though_an_answer_is_held() -> None:
    with chat_server("hello") as server, requests.Session() as session:
        adapter = HeldAdapter()
        session.mount("http://", adapter)
        answer = session.post(server.url, json={"model": "m"}, stream=True)
        pool = adapter.poolmanager.connection_from_url(server.url)
        idle = HTTPConnection("127.0.0.1", pool.port)
        idle.connect()
        pool._put_conn(idle)

        adapter.close()

    assert idle.sock is None
    assert answer.status_code == 200
