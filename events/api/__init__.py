"""The log over REST: `views` answer, by `appending` and `log_query`; the rest reads what is asked,
writes what is answered, or says it in OpenAPI.
"""
