"""Compliance: questions to one bidder, low prices, exclusion, and bids that are disregarded."""
