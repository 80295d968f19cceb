"""An organisation at any moment in the world, as known at any position of the record.

What its page shares with a person's is here too; that page itself is in `newsroom.desk.people`.
"""
