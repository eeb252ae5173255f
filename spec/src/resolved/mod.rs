//! A contract as JSON for other tools: all facts, each with its basis and its origin.
//!
//! A location in the model is a range of bytes, and a name is often an index, so a contract can only be serialized together with its
//! sources. [`Resolved`] has both and implements [`Serialize`]. The tables in this module list the members of each object once, and both
//! the document and its JSON Schema are made from them. A table destructures its type without `..`, so a field that is added to the model
//! cannot be forgotten.

mod body_shapes;
mod calls;
mod data;
mod entries;
mod jobs;
mod locations;
mod provenance;
mod when;

use crate::decide::Verdicts;
use crate::model::Contract;
use crate::source::Sources;
use data::{Context, Data};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// What a spec says after imports, defaults and inheritance.
///
/// ```
/// use errspec_spec::{NoFiles, check, resolved::Resolved};
/// let checked = check("shop.yaml", b"errspec: 1\nname: shop\nstatuses: { 404: Not here }\n", &mut NoFiles);
/// let contract = checked.contract.unwrap();
/// let document = serde_json::to_value(Resolved::new(&contract, &checked.sources)).unwrap();
/// assert_eq!(document["resolved"], 1);
/// assert_eq!(document["statuses"]["404"]["category"]["value"], "not_found");
/// assert_eq!(document["statuses"]["404"]["summary"]["from"], "shop.yaml:3:18");
/// ```
pub struct Resolved<'a> {
    contract: &'a Contract,
    sources: &'a Sources,
}

impl<'a> Resolved<'a> {
    /// `sources` are the files the contract was read from.
    pub fn new(contract: &'a Contract, sources: &'a Sources) -> Self {
        Self { contract, sources }
    }

    /// The JSON Schema (draft 2020-12) of what is serialized.
    pub fn schema() -> Value {
        let mut definitions = Map::new();
        let root = Contract::schema(&mut definitions);
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A resolved failure contract",
            "$ref": root["$ref"],
            "$defs": definitions,
        })
    }
}

impl Serialize for Resolved<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdicts = Verdicts::new(self.contract);
        let cx = Context { contract: self.contract, sources: self.sources, verdicts: &verdicts };
        self.contract.value(cx).serialize(serializer)
    }
}
