//! `base`: a file that changes another one.
//!
//! The two files are combined as trees, before anything is parsed. Each node keeps its location, so every fact and every finding still
//! belongs to the file in which it is written.

use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::rules;
use crate::source::Span;
use crate::yaml::{Entry, Node, NodeKind};
use std::rc::Rc;

/// Mappings from names to entries.
const COLLECTIONS: [&str; 15] = [
    "actions",
    "bodies",
    "codes",
    "commands",
    "credentials",
    "errors",
    "fields",
    "groups",
    "health",
    "machines",
    "operations",
    "params",
    "states",
    "statuses",
    "waits",
];

/// Mappings that are sets of facts, which can be changed one by one.
const SETS: [&str; 8] = ["allow", "budget", "headers", "lints", "poll", "rate_limit", "retry", "unlisted"];

/// The lists whose items are added to those of the base. Any other list takes the place of the base's.
const ADDED: [&str; 7] = ["advice", "conflicts", "edges", "hints", "rules", "unspecified", "use"];

/// The file that a file changes, and where it says so.
pub(super) fn base(root: &Node) -> Option<(&str, Span)> {
    let entry = members(root).iter().find(|entry| entry.key == "base")?;
    Some((entry.value.scalar()?.text.as_str(), entry.value.span))
}

/// The base with the changes of a file.
pub(super) fn combined(base: &Node, changes: &Node, sink: &mut Sink) -> Node {
    let own: Vec<Entry> = members(changes).iter().filter(|entry| entry.key != "base").cloned().into_vec();
    let members = combine(members(base), &own, Level::Set { root: true }, "", sink);
    Node { span: changes.span, kind: NodeKind::Map(members) }
}

/// The kind of a value, which decides whether its members are changed one by one or it is replaced as a whole.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Set { root: bool },
    Collection,
    Entry,
    Fact,
}

impl Level {
    /// The level of a member.
    fn below(self, key: &str) -> Self {
        match self {
            Self::Collection => Self::Entry,
            Self::Fact => Self::Fact,
            // `retry` is a set of facts at the top of a file, and the class of an entry elsewhere.
            Self::Entry if key == "retry" => Self::Fact,
            _ if COLLECTIONS.contains(&key) && self != (Self::Set { root: false }) => Self::Collection,
            _ if SETS.contains(&key) => Self::Set { root: false },
            _ => Self::Fact,
        }
    }
}

/// The key of the only fact of an entry in its short form.
fn short_form(collection: &str) -> Option<&'static str> {
    match collection {
        "statuses" | "codes" | "commands" | "actions" => Some("summary"),
        "fields" => Some("at"),
        "params" => Some("type"),
        _ => None,
    }
}

/// Members of the base with their changes. `key` is the key of the mapping.
fn combine(base: &[Entry], changes: &[Entry], level: Level, key: &str, sink: &mut Sink) -> Vec<Entry> {
    let fates: Vec<Fate> =
        changes.iter().map(|change| Fate::of(change, base.iter().any(|entry| entry.key == change.key), sink)).into_vec();
    let mut members = Vec::new();
    for entry in base {
        let Some((change, fate)) = changes.iter().zip(&fates).find(|(change, _)| change.key == entry.key) else {
            members.push(entry.clone());
            continue;
        };
        match fate {
            Fate::Changed => {
                let value = value(&entry.value, &change.value, level.below(&entry.key), (&entry.key, key), sink);
                members.push(Entry { key_span: change.key_span, value, ..entry.clone() });
            }
            Fate::Removed => {}
            Fate::Kept => members.push(entry.clone()),
        }
    }
    let is_new = |change: &Entry| !base.iter().any(|entry| entry.key == change.key);
    let added = changes.iter().zip(&fates).filter(|(change, fate)| **fate == Fate::Changed && is_new(change));
    let added = added.map(|(change, _)| change.clone());
    match key {
        // New bodies are tried first, because they describe this API, whereas those of the base may describe any.
        "bodies" => added.chain(members).into_vec(),
        _ => members.into_iter().chain(added).into_vec(),
    }
}

/// A value of the base with its change. `names` are the keys of the value and of the mapping around it.
fn value(base: &Rc<Node>, change: &Rc<Node>, level: Level, names: (&str, &str), sink: &mut Sink) -> Rc<Node> {
    let (key, around) = names;
    let mixed = level == Level::Entry && base.scalar().is_some() != change.scalar().is_some();
    if let Some(fact) = short_form(around).filter(|_| mixed) {
        return value(&long(base, fact), &long(change, fact), level, (key, ""), sink);
    }
    match (&base.kind, &change.kind) {
        (_, NodeKind::Absent) => base.clone(),
        (NodeKind::Map(old), NodeKind::Map(new)) if level != Level::Fact => {
            Rc::new(Node { span: change.span, kind: NodeKind::Map(combine(old, new, level, key, sink)) })
        }
        (NodeKind::List(old), NodeKind::List(new)) if ADDED.contains(&key) => {
            Rc::new(Node { span: change.span, kind: NodeKind::List(new.iter().chain(old).cloned().into_vec()) })
        }
        (NodeKind::List(_), NodeKind::Map(new)) if ADDED.contains(&key) => match new.as_slice() {
            [only] if only.key == "replace" => only.value.clone(),
            _ => change.clone(),
        },
        _ => change.clone(),
    }
}

/// The long form of an entry that is written as a plain value.
fn long(node: &Rc<Node>, key: &str) -> Rc<Node> {
    match node.kind {
        NodeKind::Scalar(_) => {
            let entry = Entry { key: key.to_owned(), key_span: node.span.first(), value: node.clone() };
            Rc::new(Node { span: node.span, kind: NodeKind::Map(vec![entry]) })
        }
        _ => node.clone(),
    }
}

/// What happens to an entry.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Changed,
    Removed,
    /// Its removal is wrong, which has been reported.
    Kept,
}

impl Fate {
    /// `known` is whether the base has the entry.
    fn of(change: &Entry, known: bool, sink: &mut Sink) -> Self {
        let facts = members(&change.value);
        let Some(remove) = facts.iter().find(|member| member.key == "remove") else { return Self::Changed };
        let says = remove.value.scalar().map(|scalar| scalar.text.as_str());
        let (span, message) = match says {
            Some("true") if !known => (change.key_span, format!("the base has no `{}` to remove", change.key)),
            Some("true") if facts.len() > 1 => {
                (change.value.span.first(), format!("`{}` is both removed and changed", change.key))
            }
            Some("true") => return Self::Removed,
            _ => (remove.value.span, "`remove` can only be `true`".to_owned()),
        };
        sink.push(
            Diagnostic::new(&rules::BAD_REMOVAL, span, message)
                .note("To remove an entry of the base, write `remove: true` as its only key."),
        );
        Self::Kept
    }
}

fn members(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}
