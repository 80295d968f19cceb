"""Logging in and out, and setting a password by a link: Django's views, as pages of the desk."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordResetConfirmView

from newsroom.desk.pages import TakesItsMethods


class LogIn(TakesItsMethods, LoginView):
    pass


class LogOut(TakesItsMethods, LogoutView):
    pass


class SetPassword(TakesItsMethods, PasswordResetConfirmView):
    pass
