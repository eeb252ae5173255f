//! What a response depends on.

use crate::Options;
use crate::http::Request;
use crate::job::Jobs;
use crate::script::Queue;
use errspec_spec::model::Contract;

/// What changes while the server runs.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) script: Queue,
    pub(crate) jobs: Jobs,
}

/// Everything that a response depends on.
pub(super) struct Context<'c> {
    pub(super) contract: &'c Contract,
    pub(super) options: &'c Options,
    pub(super) state: &'c mut State,
    pub(super) request: &'c Request,
}
