//! The description of what is printed as JSON.

/// The description of the output, for people who process it.
pub(crate) const SHAPE: &str = r#"`--format json` prints one object with `schedules`, `operations` and `load`. If two specs are
  compared, `compared` has one object with `schedules` and `operations` for each.
  A schedule has the `class`, the `entries` that it applies to, `own` (whether it has a backoff or
  limit other than the policy's), `attempts` (null if only the deadline limits them), `waits` (for
  each retry: `before_jitter`, `least` and `most`) and `total`.
  An operation has its `safety` and limits, whether a call is `repeated` after the failure, and the
  reason for a `refusal`. One with limits of its `own` has `schedules`.
  `load` has `runs`. Of one spec, they are `as_written` (without the budget), `no_jitter` and
  `full_jitter` (if they differ from it) and `with_budget`. Of two specs, they are `first` and
  `second`, each with its budget. `buckets` has the number of attempts in each `bucket` of time,
  without those that are `under_way`. Durations are strings in seconds ("1.5s") and rates are strings
  ("33.3"), so that they are exact."#;
