"""Receipts, checked by whoever holds one: was the record changed after it was given?"""
