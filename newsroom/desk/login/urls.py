from django.contrib.auth.views import LoginView, LogoutView, PasswordResetConfirmView
from django.urls import path, reverse_lazy

urlpatterns = [
    path(
        "login/",
        LoginView.as_view(template_name="desk/login/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", LogoutView.as_view(next_page="desk:login"), name="logout"),
    path(
        "login/password/<uidb64>/<token>/",
        PasswordResetConfirmView.as_view(
            template_name="desk/login/set_password.html", success_url=reverse_lazy("desk:login")
        ),
        name="set_password",
    ),
]
