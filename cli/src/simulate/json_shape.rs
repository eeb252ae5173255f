//! The description of what is printed as JSON.

/// The description of the output, for people who process it.
pub(crate) const SHAPE: &str = r#"`--format json` prints one object with `schedules` and `load`.
  A schedule has the `class`, the `entries` that it applies to, `own` (whether it has a backoff or
  limit other than the policy's), `attempts`, `waits` (for each retry: `before_jitter`, `least` and
  `most`) and `total`.
  `load` has `runs`, one per policy: `as_written` (without the budget), `no_jitter` and `full_jitter`
  (if they differ from it) and `with_budget`. `buckets` has the number of attempts in each `bucket` of
  time, without those that are `under_way`. Durations are strings in seconds ("1.5s") and rates are
  strings ("33.3"), so that they are exact."#;
