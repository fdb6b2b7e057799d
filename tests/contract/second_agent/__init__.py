"""A second agent, written from docs/contract.md and its parts alone.

It knows nothing of `contract/` and of `edge_agent/`: if it is understood by a hub, the document is
enough for somebody with another language.
"""
