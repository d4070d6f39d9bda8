"""The entry of the server: the dashboard, and beside it the SPARQL endpoint and the description of the dataset."""

import streamlit as st
from starlette.middleware import Middleware

from kb.dashboard.headers import PageHeaders
from kb.endpoint import protocol, wellknown
from kb.resources import data_path
from kb.server import dataset_description, query_service

app = st.App(
    data_path("dashboard", "main.py"),
    routes=[*protocol.routes(query_service()), *wellknown.routes(dataset_description)],
    middleware=[Middleware(PageHeaders)],
)
