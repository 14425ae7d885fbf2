"""What a run is shown as: Markdown for a commit or a log, a page to be looked at."""

from evals.reporting.markdown import plain, report, write
from evals.reporting.page import page

__all__ = ["page", "plain", "report", "write"]
