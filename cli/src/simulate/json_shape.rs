//! The description of what is printed as JSON.

/// The description of the output, for people who process it.
pub(crate) const SHAPE: &str = r#"`--format json` prints one object with `schedules`, `operations` and `load`. If two specs are
  compared, it has `compared` and `load`; `compared` lists an object with `schedules` and
  `operations` for each spec.
  A schedule has the `class`, the `entries` that it applies to, `own` (whether it has a backoff or
  limit other than the policy's), `attempts` (null if only the deadline limits them), `waits` (for
  each retry: `before_jitter`, `least` and `most`) and `total`.
  An operation has its `safety` and limits, says whether a call is `repeated` after the failure, and
  has the reason as `refusal` if it is not. If it has limits of its `own`, it also has `schedules`.
  `load` has `runs`. For one spec, the runs are `as_written` (without the budget), `no_jitter` and
  `full_jitter` (if they differ from it), and `with_budget` (if there is one). For two specs, they
  are `first` and `second`, each with its budget. `buckets` has the number of attempts in each
  `bucket` of time, without those that are `under_way`. Durations are strings in seconds ("1.5s") and
  rates are strings ("33.3"), so that they are exact."#;
