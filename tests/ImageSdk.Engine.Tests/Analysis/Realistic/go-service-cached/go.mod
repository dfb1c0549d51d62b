module service
