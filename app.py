"""The entry of the server: the dashboard, and beside it endpoint, downloads, the dataset's description and things."""

import streamlit as st
from starlette.middleware import Middleware

from kb.dashboard.headers import PageHeaders
from kb.dashboard.printable import as_page
from kb.endpoint import comparisons, protocol, things, wellknown
from kb.resources import data_path
from kb.server import dataset_description, described, knowledge_base, query_service

app = st.App(
    data_path("dashboard", "main.py"),
    routes=[
        *protocol.routes(query_service()),
        *wellknown.routes(dataset_description),
        *comparisons.routes(knowledge_base, as_page),
        *things.routes(described),
    ],
    middleware=[Middleware(PageHeaders)],
)
