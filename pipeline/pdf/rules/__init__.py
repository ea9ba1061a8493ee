"""What a published PDF must fulfil: each module one subject, each rule with its number.

Numbers are clause and test as the reference validator counts them (``UA1:7.18.3-1`` of ISO 14289-1, ``A2:6.6.4-3`` of
ISO 19005-2, ``A3:…`` of ISO 19005-3); only the clause where it has no such test; ``NK:…`` for what we ask for besides.
"""
