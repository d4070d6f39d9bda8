"""The entry of the server: the dashboard, and beside it the SPARQL endpoint, the dataset and its things."""

import streamlit as st
from starlette.middleware import Middleware

from kb.dashboard.headers import PageHeaders
from kb.endpoint import protocol, things, wellknown
from kb.resources import data_path
from kb.server import dataset_description, described, query_service

app = st.App(
    data_path("dashboard", "main.py"),
    routes=[
        *protocol.routes(query_service()),
        *wellknown.routes(dataset_description),
        *things.routes(described),
    ],
    middleware=[Middleware(PageHeaders)],
)
