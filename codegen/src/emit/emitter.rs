//! The input that all emitters share. Emitters are functions of their modules.

use crate::names::Names;
use errspec_spec::model::Contract;

/// The input that all emitters share.
pub(super) struct Emitter<'c> {
    pub(super) contract: &'c Contract,
    pub(super) names: &'c Names,
    /// The path of the runtime crate.
    pub(super) rt: &'c str,
    pub(super) serde: bool,
}

impl Emitter<'_> {
    /// The API's name as people write it.
    pub(super) fn title(&self) -> &str {
        self.contract.title.as_ref().map_or(&self.contract.name.value, |title| &title.value)
    }
}
