"""Looked up for a model that talks: one athlete's values to small sheets, every figure computed.

Pure: what is looked at is handed in, and whose it is was settled before. A sheet keeps what others
may have written apart from what code says.
"""
