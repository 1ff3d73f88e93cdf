"""The pages that people use: rendered here, in Dutch and English, nothing from outside."""

from __future__ import annotations

from pa_graph.web.pages.routes import page_router

__all__ = ["page_router"]
