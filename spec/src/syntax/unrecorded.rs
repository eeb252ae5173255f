//! Stands in for `recorder.rs` in builds that only read contracts.

pub(super) type Recorder = ();
pub(super) type Recorded = ();
