"""A value for each part of an address of the web, for walking them all."""

ADDRESSES = {
    "need_id": "a-need", "run_id": 1, "product_id": "a" * 64, "name": "data.nc", "filename": "styles/tokens.css",
    "job_id": 1, "series_id": 1, "dataset": "suffolk-observed",
    "recipe_id": "hot_days", "number": 7, "action": "offer", "screen_id": "decision", "join_id": 1,
    "case_id": "a-case", "session_id": "a" * 32, "remark": "b" * 32, "code": "ACDEFH", "agreement_id": "c" * 32,
    "person": "d" * 32, "party": "e" * 32,
    "subject_id": "f" * 32, "round_id": "1" * 32, "contribution_id": "2" * 32,
    "request_id": "3" * 32, "version": "4" * 64, "kind": "glossary", "sheet": "5" * 32, "promise_id": "6" * 32,
    "form": "md", "consent_id": "7" * 32, "message": f"{'7' * 64}:sms:sw", "run": 1,
}  # fmt: skip
