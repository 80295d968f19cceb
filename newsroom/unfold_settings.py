"""What django-unfold is told of how the admin looks. It imports nothing: every process reads it."""

UNFOLD = {
    "SITE_TITLE": "Newsroom",
    "SITE_HEADER": "Newsroom",
    "SITE_SUBHEADER": "Lists, with times in UTC",
    "SITE_SYMBOL": "newspaper",
    "SITE_URL": "/desk/",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": "newsroom.admin_navigation.icon"}
    ],
    "STYLES": ["newsroom.admin_navigation.styles"],
    "SIDEBAR": {"navigation": "newsroom.admin_navigation.navigation"},
    "COLORS": {
        "primary": {  # the desk's red, from pale to dark
            "50": "#fdf3f3",
            "100": "#fbe4e4",
            "200": "#f7cdcd",
            "300": "#efa9aa",
            "400": "#e27678",
            "500": "#cf4a4d",
            "600": "#9c1b1f",
            "700": "#86181c",
            "800": "#70181b",
            "900": "#5f191c",
            "950": "#33090a",
        }
    },
}
