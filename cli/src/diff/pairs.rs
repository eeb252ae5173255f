//! Walking two contracts side by side.

use super::change::{Change, Impact};
use serde_json::{Map, Value};

/// The same entry in two revisions of a contract.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'c> {
    pub(crate) old: &'c Value,
    pub(crate) new: &'c Value,
}

/// The named entries under a key: those of both revisions, and those of only one.
pub(crate) struct Entries<'c> {
    pub(crate) both: Vec<(&'c str, Pair<'c>)>,
    pub(crate) removed: Vec<(&'c str, &'c Value)>,
    pub(crate) added: Vec<(&'c str, &'c Value)>,
}

impl<'c> Pair<'c> {
    /// The values of a member; `null` where there is none.
    pub(crate) fn at(self, key: &str) -> Pair<'c> {
        Pair { old: &self.old[key], new: &self.new[key] }
    }

    pub(crate) fn differs(self) -> bool {
        self.old != self.new
    }

    /// The named entries of a mapping.
    pub(crate) fn entries(self, key: &str) -> Entries<'c> {
        let (old, new) = (members(&self.old[key]), members(&self.new[key]));
        let entries = |map: Option<&'c Map<String, Value>>| map.into_iter().flatten();
        let has = |map: Option<&'c Map<String, Value>>, name: &str| map.is_some_and(|map| map.contains_key(name));
        Entries {
            both: entries(old).filter_map(|(name, old)| Some((name.as_str(), Pair { old, new: new?.get(name)? }))).collect(),
            removed: entries(old).filter(|(name, _)| !has(new, name)).map(|(name, value)| (name.as_str(), value)).collect(),
            added: entries(new).filter(|(name, _)| !has(old, name)).map(|(name, value)| (name.as_str(), value)).collect(),
        }
    }

    /// The names of all members that differ, apart from those that the caller has compared itself.
    pub(crate) fn other_changes(self, compared: &[&str]) -> Vec<&'c str> {
        let names = |value: &'c Value| members(value).into_iter().flatten().map(|(name, _)| name.as_str());
        let mut all: Vec<&str> = names(self.old).collect();
        let more: Vec<&str> = names(self.new).filter(|name| !all.contains(name)).collect();
        all.extend(more);
        all.retain(|name| !compared.contains(name) && self.at(name).differs());
        all
    }
}

fn members(value: &Value) -> Option<&Map<String, Value>> {
    value.as_object()
}

/// A value as titles show it. A retry entry is shown as its class.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Null => "no value".to_owned(),
        Value::String(text) => format!("`{text}`"),
        Value::Object(members) => match members.get("class").and_then(Value::as_str) {
            Some(class) => format!("`{class}`"),
            None => format!("`{value}`"),
        },
        other => format!("`{other}`"),
    }
}

/// The keys of texts that only people read.
pub(crate) const DOCUMENTATION: [&str; 8] = ["title", "summary", "causes", "action", "docs", "since", "deprecated", "phrase"];

/// Adds the changes of all members that are not compared elsewhere: documentation is safe, everything else is risky.
pub(crate) fn others(pair: Pair<'_>, path: &[&str], compared: &[&str], changes: &mut Vec<Change>) {
    for key in pair.other_changes(compared) {
        let of = path.last().copied().unwrap_or("the contract");
        let change = pair.at(key);
        let path: Vec<&str> = path.iter().copied().chain([key]).collect();
        changes.push(
            match DOCUMENTATION.contains(&key) {
                true => {
                    Change::new("documentation-changed", &path, format!("the {key} of `{of}` changed"), "Only people read it.")
                }
                false => {
                    let title = format!("`{key}` of `{of}` changed from {} to {}", shown(change.old), shown(change.new));
                    Change::new("fact-changed", &path, title, "Programs that read this fact behave differently.")
                        .clients(Impact::Risky)
                        .servers(Impact::Risky)
                }
            }
            .values(change.old, change.new),
        );
    }
}
