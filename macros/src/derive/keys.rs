//! The keys of each derive. A key that a spec has too means the same here.

use super::ast::Attr;
use super::attr::{Item, split};
use super::context::{At, Cx, Derive};
use super::language::{Place, replacement_for};
use super::tokens::flat;
use errspec_spec::diag::Diagnostic;
use errspec_spec::rules;

/// Keys about the Rust side of the enum, not about its facts.
pub(super) const OPTIONS: [&str; 7] = ["name", "commands", "crate", "rename_all", "spec", "catalog", "machine"];

/// Keys that may occur several times.
pub(super) const REPEATED: [&str; 4] = ["to", "command", "group", "range"];

/// Keys that mean `key = true` if they have no value.
pub(super) const FLAGS: [&str; 6] = ["open", "blocked", "observed", "other_actors", "auto", "secret"];

/// The keys that codes, statuses and states share, as in a spec. Names already exist in Rust.
pub(super) fn shared() -> impl Iterator<Item = &'static str> {
    errspec_spec::syntax::SHARED.iter().copied().filter(|key| *key != "name")
}

/// Keys next to the states in `to(…)`.
pub(super) const OF_EDGES: [&str; 2] = ["basis", "summary"];

/// Keys of a command that are written as in a spec, next to the keys that all entries share. `name` is that of its variant.
pub(super) const OF_COMMANDS: [&str; 3] = ["auto", "max_uses", "name"];

pub(super) fn own(derive: Derive, at: At) -> &'static [&'static str] {
    match (derive, at) {
        (Derive::ErrorCode, At::Enum) => &[
            "crate",
            "name",
            "rename_all",
            "spec",
            "catalog",
            "wire",
            "open",
            "unlisted",
            "tags",
            "audience",
            "group",
            "status",
        ],
        (Derive::ErrorCode, At::Variant) => &["code", "aliases", "group", "status", "message", "params", "tags", "audience"],
        (Derive::StatusCode, At::Enum) => &["crate", "spec", "range"],
        (Derive::StatusCode, At::Variant) => &["status", "phrase"],
        (Derive::StateMachine, At::Enum) => &[
            "crate",
            "name",
            "rename_all",
            "spec",
            "machine",
            "commands",
            "command",
            "to",
            "observe",
            "epoch",
            "absent",
            "case",
            "unknown",
            "poll",
            "settle",
            "other_actors",
            "moves",
        ],
        (Derive::StateMachine, At::Variant) => &[
            "state", "pending", "external", "resting", "final", "final_", "initial", "to", "cause", "outcome", "command",
            "payload", "blocked", "observed", "aliases",
        ],
        (Derive::Retryable, At::Enum) => &["crate", "name", "rename_all", "spec", "catalog", "wire", "group", "status"],
        (Derive::Retryable, At::Variant) => &["code", "group", "status"],
    }
}

const STRICT: [Derive; 3] = [Derive::ErrorCode, Derive::StatusCode, Derive::StateMachine];

/// Whether the derive takes the key; reports a finding if no derive does. `Retryable` ignores the keys of derives used with it.
fn check_key(item: &Item, derive: Derive, at: At, cx: &mut Cx) -> bool {
    let name = item.name();
    let has = |derive| own(derive, at).contains(&name.as_str());
    if has(derive) || (shared().any(|key| key == name) && (derive, at) != (Derive::StatusCode, At::Enum)) {
        return true;
    }
    if derive == Derive::Retryable && STRICT.into_iter().any(has) {
        return false;
    }
    let words = own(derive, at).iter().copied().chain(shared().filter(|_| (derive, at) != (Derive::StatusCode, At::Enum)));
    unknown(item, Place::of(derive, at), what(derive, at), words, cx);
    false
}

/// The items of all attributes of an enum or a variant. Each key occurs once and belongs to this derive.
pub(super) fn items(attrs: &[Attr], derive: Derive, at: At, cx: &mut Cx) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (tokens, span) in
        attrs.iter().filter_map(|attr| if let Attr::Own(tokens, span) = attr { Some((tokens, *span)) } else { None })
    {
        if tokens.is_empty() {
            cx.errors.say(span, "this attribute is empty: write `#[errspec(key = value)]`");
        }
        for item in split(&flat(tokens.clone()), &mut cx.errors) {
            if check_key(&item, derive, at, cx) && once(&item, &items, cx) {
                items.push(item);
            }
        }
    }
    items
}

/// Keeps each occurrence of a key that may occur several times. For others, a second one is an error.
fn once(item: &Item, before: &[Item], cx: &mut Cx) -> bool {
    let first = before.iter().find(|other| other.name() == item.name());
    let Some(first) = first.filter(|_| !REPEATED.contains(&item.name().as_str())) else { return true };
    let (name, line) = (item.name(), super::report::line(first.span));
    cx.errors
        .say(item.span, &format!("the key `{name}` appears twice [duplicate-key]\n  note: first written here (line {line})"));
    false
}

/// Reports a key in the wrong place, and what to write instead.
pub(super) fn unknown<'w>(item: &Item, of: Option<Place>, what: &str, words: impl IntoIterator<Item = &'w str>, cx: &mut Cx) {
    let name = item.name();
    let place = cx.places.put(&name, item.span);
    let message = match item.key {
        Some(_) => format!("unknown key `{name}` in {what}"),
        None => "a value without a key".to_owned(),
    };
    let finding = Diagnostic::new(&rules::UNKNOWN_KEY, place, message);
    let finding = match of.and_then(|place| replacement_for(place, &name)) {
        Some(instead) => finding.note(instead),
        None => finding.suggest(&name, place, words),
    };
    cx.errors.findings(&[finding], &cx.places);
}

fn what(derive: Derive, at: At) -> &'static str {
    match (derive, at) {
        (Derive::ErrorCode, At::Enum) => "a catalog",
        (Derive::ErrorCode, At::Variant) => "a code",
        (Derive::StatusCode, At::Enum) => "an enum of statuses",
        (Derive::StatusCode, At::Variant) => "a status",
        (Derive::StateMachine, At::Enum) => "a machine",
        (Derive::StateMachine, At::Variant) => "a state",
        (Derive::Retryable, At::Enum) => "a retryable enum",
        (Derive::Retryable, At::Variant) => "a retryable variant",
    }
}
