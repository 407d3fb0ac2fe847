"""Every address of the product."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", include(("sinan.site.own_urls", "site"))),
    path("", include("sinan.base.accounts.urls")),
    path("u/<str:unit_key>/jobs/", include("sinan.base.jobs.urls")),
    path("u/<str:unit_key>/files/", include("sinan.base.files.urls")),
    path("u/<str:unit_key>/scorecard/", include("sinan.management.scorecard.urls")),
]
handler400 = views.malformed
handler403 = views.forbidden
handler404 = views.absent
handler500 = views.broken
