from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("enter/<str:key>/<str:token>/", views.enter, name="enter"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
]
