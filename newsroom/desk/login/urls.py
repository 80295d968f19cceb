from django.urls import path, reverse_lazy

from newsroom.desk.login.views import LogIn, LogOut, SetPassword

urlpatterns = [
    path(
        "login/",
        LogIn.as_view(template_name="desk/login/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", LogOut.as_view(next_page="desk:login"), name="logout"),
    path(
        "login/password/<uidb64>/<token>/",
        SetPassword.as_view(
            template_name="desk/login/set_password.html", success_url=reverse_lazy("desk:login")
        ),
        name="set_password",
    ),
]
