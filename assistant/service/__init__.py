"""What people can do with the assistant, for the command line and the web app alike."""
