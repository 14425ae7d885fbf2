"""What a run is shown as: Markdown for a commit or a log, a page to be looked at."""
