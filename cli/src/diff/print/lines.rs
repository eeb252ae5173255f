use crate::diff::change::Change;
use crate::diff::decisions::Decisions;
use crate::diff::witness::Witness;
use serde_json::{Value, json};

/// JSON Lines: one object per change.
pub(super) fn json(changes: &[Change], decisions: &Decisions) -> String {
    changes.iter().map(|change| format!("{}\n", object(change, decisions))).collect()
}

fn object(change: &Change, decisions: &Decisions) -> Value {
    json!({
        "kind": change.kind,
        "path": change.path,
        "impact": change.worst().as_str(),
        "clients": change.clients.as_str(),
        "servers": change.servers.as_str(),
        "title": change.title,
        "reason": change.reason,
        "place": change.place,
        "old": change.old,
        "new": change.new,
        "witness": change.witness.as_ref().map(Witness::json),
        "fingerprint": change.fingerprint(),
        "accepted": decisions.reason(change),
    })
}
