from django.urls import path

from .views import compare

app_name = "scorecard"
urlpatterns = [
    path("heatmap/", compare.heatmap, name="heatmap"),
    path("heatmap/data/", compare.heatmap_data, name="heatmap_data"),
    path("heatmap/trend/", compare.heatmap_trend, name="heatmap_trend"),
    path("ranking/", compare.ranking, name="ranking"),
]
