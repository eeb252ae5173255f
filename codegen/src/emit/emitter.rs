//! What every emitter reads. Emitters are functions of their modules.

use crate::names::Names;
use errspec_spec::model::Contract;

/// What every emitter reads.
pub(super) struct Emitter<'c> {
    pub(super) contract: &'c Contract,
    pub(super) names: &'c Names,
    /// The runtime crate's path.
    pub(super) rt: &'c str,
    pub(super) serde: bool,
}

impl Emitter<'_> {
    /// What people call the API.
    pub(super) fn title(&self) -> &str {
        self.contract.title.as_ref().map_or(&self.contract.name.value, |title| &title.value)
    }
}
