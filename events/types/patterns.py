"""The regular expressions of ids, tags and numbers, in the dialect that JSON Schema shares."""

LONGEST_SLUG = 100
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
DECIMAL_PATTERN = r"^(0|[1-9][0-9]{0,24})(\.[0-9]{1,10})?$"
PERCENT_PATTERN = r"^(0|[1-9][0-9]{0,8})(\.[0-9]{1,10})?$"
CURRENCY_PATTERN = r"^[A-Z]{3}$"
