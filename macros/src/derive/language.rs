//! Keys of a spec that an enum expresses differently, or cannot express. The documentation of the crate has the table. A test compares both
//! with the language, so that whoever adds a key there has to decide about it here.

use super::context::{At, Derive};

/// Entries of a spec that an enum can express.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Catalog,
    Group,
    Code,
    Status,
    Machine,
    State,
    Edge,
    Command,
}

impl Place {
    pub(super) fn of(derive: Derive, at: At) -> Option<Self> {
        Some(match (derive, at) {
            (Derive::ErrorCode, At::Enum) => Self::Catalog,
            (Derive::ErrorCode, At::Variant) => Self::Code,
            (Derive::StatusCode, At::Variant) => Self::Status,
            (Derive::StateMachine, At::Enum) => Self::Machine,
            (Derive::StateMachine, At::Variant) => Self::State,
            _ => return None,
        })
    }
}

/// What to write instead of a key of a spec that an enum expresses differently or cannot express.
pub(super) fn replacement_for(place: Place, key: &str) -> Option<&'static str> {
    Some(match (place, key) {
        (Place::Code | Place::Status | Place::State, "name") => {
            "The name of the variant is the name. Rename it; set the wire text with `code` or `state`."
        }
        (Place::Group, "name") => "The name in `group(name, …)` is the only one a group has.",
        (Place::Catalog, "groups") => "Write `group(name, …)` on the enum and `group = name` on its variants.",
        (Place::Group, "groups") => {
            "Only the groups of a whole contract can contain groups: generate it with `errspec::include_spec!`."
        }
        (Place::Catalog | Place::Group, "codes") => "The variants are the codes. Put one into a group with `group = name`.",
        (Place::Catalog, "extends") => {
            "Only a catalog in a spec can extend another: generate it with `errspec::include_spec!`, or check the enum \
                against one, \
             `spec = \"spec/api.yaml\", catalog = \"…\"`."
        }
        (Place::Code, "implied_by") => {
            "Only the codes of a whole contract are implied by statuses: generate it with `errspec::include_spec!`."
        }
        (Place::Catalog, "strip") => "The variants have the names. Set their wire texts with `code`, or with `rename_all`.",
        (Place::Catalog | Place::Code, "keys") => {
            "Only the enums of a whole contract have further keys: generate it with `errspec::include_spec!`."
        }
        (Place::Machine, "initial") => "Mark the variants in which a job may begin: `#[errspec(initial)]`.",
        (Place::Machine, "states") => "The variants are the states.",
        (Place::Machine, "edges") => {
            "Write on each variant where it leads: `to(A, B)`, or `command(name, to(A))`; on the enum for every state that is not final."
        }
        (Place::Machine, "typestate") => {
            "One type per state is only generated from a spec whose machine sets `typestate`: use `errspec::include_spec!`."
        }
        (Place::Machine, "waits") => "Only the machines of a spec have named waits: use `errspec::include_spec!`.",
        (Place::Machine, "actions") => "Only the machines of a spec have actions of their own: use `errspec::include_spec!`.",
        (Place::Command, "operation") => "Only a spec has operations: use `errspec::include_spec!`.",
        (Place::State, "kind") => "Write the kind on its own: `pending`, `external`, `resting` or `final`.",
        (Place::State, "when") => {
            "A state with a condition is only generated from a spec: use `errspec::include_spec!`. Other texts of a state are \
             `aliases(A, B)`."
        }
        (Place::State, "by") => "Write who acts with the kind: `external(by = \"reviewer\")`.",
        (Place::Edge, "edge") => "Write `to(A, B)` on the variant that the edge leaves.",
        (Place::Edge, "command") => "Write `command(name, to(A))` on the variant that it is sent from.",
        (Place::Command, "requires") => "Write `requires = add_funds` in the `command(…)` of the state it is sent from.",
        (Place::Command, "free_from") => "Write `free` in the `command(…)` of the state it is sent from.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::keys::{OF_COMMANDS, OF_EDGES, own, shared};
    use super::super::tree::{made, node, text};
    use super::*;
    use errspec_spec::diag::Sink;
    use errspec_spec::source::{Sources, Span};
    use errspec_spec::yaml::NodeKind;

    const PLACES: [(&str, Place); 8] = [
        ("catalog", Place::Catalog),
        ("group", Place::Group),
        ("code", Place::Code),
        ("status", Place::Status),
        ("machine", Place::Machine),
        ("state", Place::State),
        ("edge", Place::Edge),
        ("command", Place::Command),
    ];

    /// The keys that the language accepts there, which it lists for an unknown key.
    fn of_the_language(place: Place) -> Vec<String> {
        let mut sources = Sources::new();
        let span = Span::new(sources.add("", "?"), 0, 1);
        let map = |entries| NodeKind::Map(entries);
        let under = |key: &str, kind| map(vec![made(key, span, kind)]);
        // Two of them, since one alone is taken for a required key that is missing.
        let wrong = map(["?", "??"].map(|key| made(key, span, text("?"))).to_vec());
        let errors = |catalog| under("errors", under("A", catalog));
        let machines = |machine| under("machines", under("A", machine));
        let root = match place {
            Place::Catalog => errors(wrong),
            Place::Group => errors(under("groups", under("a", wrong))),
            Place::Code => errors(under("codes", under("a", wrong))),
            Place::Status => under("statuses", under("404", wrong)),
            Place::Machine => machines(wrong),
            Place::State => machines(under("states", under("a", wrong))),
            Place::Edge => machines(under("edges", NodeKind::List(vec![node(span, wrong)]))),
            Place::Command => machines(under("commands", under("a", wrong))),
        };
        let findings = errspec_spec::check_entries(sources, &node(span, root), Sink::new()).findings;
        let finding = findings.iter().find(|finding| finding.message.contains("unknown key `?`")).unwrap();
        let note = finding.notes.iter().find_map(|note| note.strip_prefix("Expected one of: ")?.strip_suffix(".")).unwrap();
        // Only whole specs have conditions, which `replacement_for` says.
        note.split(", ").filter(|key| !["when", "waits", "actions", "operation"].contains(key)).map(str::to_owned).collect()
    }

    /// Whether an attribute takes the key unchanged.
    fn taken(place: Place, key: &str) -> bool {
        let pairs = [Derive::ErrorCode, Derive::StatusCode, Derive::StateMachine]
            .map(|derive| [At::Enum, At::Variant].map(|at| (derive, at)));
        let attribute = pairs.into_iter().flatten().find(|(derive, at)| Place::of(*derive, *at) == Some(place));
        match (place, attribute) {
            (_, Some((derive, at))) => own(derive, at).contains(&key) || shared().any(|word| word == key),
            (Place::Command, _) => OF_COMMANDS.contains(&key) || shared().any(|word| word == key),
            (Place::Edge, _) => OF_EDGES.contains(&key),
            // The content of `group(name, …)` goes to the parser, which knows the other keys.
            _ => !["codes", "name"].contains(&key),
        }
    }

    /// The rows of the table in the crate's documentation: entries, keys, and what to write in a derive.
    fn rows() -> Vec<(Vec<String>, Vec<String>, String)> {
        let lines = include_str!("../lib.rs").lines().filter_map(|line| line.strip_prefix("//! | "));
        let cells = lines.filter_map(|line| line.trim_end_matches(" |").split_once(" | "));
        let cells = cells.filter_map(|(of, rest)| rest.split_once(" | ").map(|(keys, said)| (of, keys, said)));
        let words = |text: &str, by: char| {
            text.split(by).map(|word| word.trim_matches([' ', '`', ',']).to_owned()).filter(|word| !word.is_empty()).collect()
        };
        cells.map(|(of, keys, said)| (words(of, ','), words(keys, ' '), said.to_owned())).skip(1).collect()
    }

    #[test]
    fn every_key_of_the_language_has_a_row_and_is_taken_or_answered() {
        let rows = rows();
        for (name, place) in PLACES {
            let here = || rows.iter().filter(|(of, ..)| of.iter().any(|of| of == name));
            let keys = of_the_language(place);
            for key in &keys {
                let row = here().find(|(_, keys, _)| keys.contains(key));
                let (.., said) =
                    row.unwrap_or_else(|| panic!("the table of the crate's documentation has no `{key}` of a {name}"));
                if said == "the same" {
                    assert!(taken(place, key), "`{key}` of a {name} is said to be the same, and not taken");
                    assert!(replacement_for(place, key).is_none(), "`{key}` of a {name}");
                } else {
                    let other_meaning = (place, key.as_str()) == (Place::Machine, "commands");
                    assert!(
                        other_meaning || taken(place, key) || replacement_for(place, key).is_some(),
                        "nothing says what is written for `{key}` of a {name}"
                    );
                }
            }
            let unknown = here().flat_map(|(_, keys, _)| keys).find(|key| !keys.contains(key));
            assert_eq!(unknown, None, "the table has a key that a {name} of the language does not have");
        }
    }
}
