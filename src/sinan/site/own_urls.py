"""The addresses of the product itself."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("find/", views.find, name="find"),
    path("units/", views.units, name="units"),
    path("u/<str:unit_key>/", views.unit_home, name="unit_home"),
    path("u/<str:unit_key>/find/", views.find, name="find_in_unit"),
]
