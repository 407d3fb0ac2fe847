from django.urls import path

from .views import compare, metrics, overview, people, plans, strategy

app_name = "scorecard"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("map/", strategy.show_map, name="map"),
    path("matrix/", strategy.matrix, name="matrix"),
    path("metrics/", metrics.metric_list, name="metric_list"),
    path("metrics/<str:metric_code>/", metrics.metric, name="metric"),
    path("departments/", people.departments, name="departments"),
    path("departments/<str:department>/", people.department, name="department"),
    path("owners/", people.owners, name="owners"),
    path("owners/me/", people.my_metrics, name="my_metrics"),
    path("owners/<int:employee_id>/", people.owner, name="owner"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<str:plan_code>/", plans.plan, name="plan"),
    path("heatmap/", compare.heatmap, name="heatmap"),
    path("heatmap/data/", compare.heatmap_data, name="heatmap_data"),
    path("heatmap/trend/", compare.heatmap_trend, name="heatmap_trend"),
    path("ranking/", compare.ranking, name="ranking"),
]
