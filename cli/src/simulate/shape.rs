//! The description of what is printed as JSON.

/// What is printed, for people who process it.
pub(crate) const SHAPE: &str = r#"What `--format json` prints: one object with `schedules` and `load`.
  A schedule has the `class`, the `entries` that lead to it, `own` (their curve or limit, not the
  policy's), `attempts`, `waits` (one for each retry: `before_jitter`, `least`, `most`) and `total`.
  `load` has one of `runs` for each policy: `as_written` (without the budget), `no_jitter` and
  `full_jitter` (where they differ from it) and `with_budget`; `buckets` counts the attempts in each
  `bucket` of time, and leaves out the `under_way` ones. Durations are texts in seconds ("1.5s"),
  rates texts too ("33.3"), so that they are exact."#;
