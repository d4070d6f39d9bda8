"""The entry of the server: the dashboard, and beside it the endpoint, downloads and the dataset's description."""

import streamlit as st
from starlette.middleware import Middleware

from kb.dashboard.headers import PageHeaders
from kb.dashboard.printable import as_page
from kb.endpoint import comparisons, protocol, wellknown
from kb.resources import data_path
from kb.server import dataset_description, knowledge_base, query_service

app = st.App(
    data_path("dashboard", "main.py"),
    routes=[
        *protocol.routes(query_service()),
        *wellknown.routes(dataset_description),
        *comparisons.routes(knowledge_base, as_page),
    ],
    middleware=[Middleware(PageHeaders)],
)
