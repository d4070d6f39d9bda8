"""The entry of the server: the dashboard, and the SPARQL endpoint beside it in the same process."""

import streamlit as st
from starlette.middleware import Middleware

from kb.dashboard.headers import PageHeaders
from kb.endpoint.protocol import routes
from kb.resources import data_path
from kb.server import query_service

app = st.App(
    data_path("dashboard", "main.py"),
    routes=routes(query_service()),
    middleware=[Middleware(PageHeaders)],
)
