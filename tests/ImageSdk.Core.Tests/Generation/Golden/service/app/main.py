import views
