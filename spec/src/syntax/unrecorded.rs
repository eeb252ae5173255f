//! Stands in for `recorder.rs` in builds that only read contracts.

pub(super) struct Recorder;
pub(super) struct Recorded;
