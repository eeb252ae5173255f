//! The names that a spec declares and uses: codes, states, commands, catalogs and the other entries.

use errspec_spec::source::Span;
use errspec_spec::yaml::{Entry, Node, NodeKind, Style};

/// The kind of entry that a name refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Catalog,
    Code,
    Body,
    Operation,
    Machine,
    /// A state of this machine.
    State(String),
    /// A command of this machine.
    Command(String),
    /// A file under `use`.
    File,
}

/// A name and its location.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// The name itself, without quotes.
    pub(super) span: Span,
    /// Whether the entry is declared here.
    pub(super) declares: bool,
    /// For a declaration, the path in the resolved contract.
    pub(super) path: Vec<String>,
}

/// All names in a file.
pub(super) fn references(tree: &Node) -> Vec<Reference> {
    let mut found = Found(Vec::new());
    for section in entries(tree) {
        let below = &section.value;
        match section.key.as_str() {
            "use" => found.uses(&Kind::File, below),
            "errors" => entries(below).iter().for_each(|catalog| found.catalog(catalog)),
            "bodies" => entries(below).iter().for_each(|body| found.body(body)),
            "operations" => {
                for operation in entries(below) {
                    found.declares(Kind::Operation, operation, &["operations"]);
                    found.at(&operation.value, "machine", &Kind::Machine);
                }
            }
            "retry" => found.conditions(below),
            "machines" => entries(below).iter().for_each(|machine| found.machine(machine)),
            _ => {}
        }
    }
    found.0
}

struct Found(Vec<Reference>);

impl Found {
    fn declares(&mut self, kind: Kind, entry: &Entry, section: &[&str]) {
        let path = section.iter().map(|part| (*part).to_owned()).chain([entry.key.clone()]).collect();
        let span = inner(entry.key_span, entry.key.len());
        self.0.push(Reference { kind, name: entry.key.clone(), span, declares: true, path });
    }

    /// A scalar or a list of scalars that are names.
    fn uses(&mut self, kind: &Kind, node: &Node) {
        match &node.kind {
            NodeKind::List(items) => items.iter().for_each(|item| self.uses(kind, item)),
            NodeKind::Scalar(scalar) if scalar.style != Style::Block => {
                let span = inner(node.span, scalar.text.len());
                self.0.push(Reference {
                    kind: kind.clone(),
                    name: scalar.text.clone(),
                    span,
                    declares: false,
                    path: Vec::new(),
                });
            }
            _ => {}
        }
    }

    fn at(&mut self, node: &Node, key: &str, kind: &Kind) {
        if let Some(entry) = entries(node).iter().find(|entry| entry.key == key) {
            self.uses(kind, &entry.value);
        }
    }

    fn catalog(&mut self, catalog: &Entry) {
        self.declares(Kind::Catalog, catalog, &["errors"]);
        self.at(&catalog.value, "extends", &Kind::Catalog);
        let codes = ["errors", catalog.key.as_str(), "codes"];
        for entry in entries(&catalog.value) {
            match entry.key.as_str() {
                "codes" => entries(&entry.value).iter().for_each(|code| self.declares(Kind::Code, code, &codes)),
                "groups" => {
                    let groups = entries(&entry.value).iter().flat_map(|group| entries(&group.value));
                    let of_groups = groups.filter(|entry| entry.key == "codes").flat_map(|entry| entries(&entry.value));
                    of_groups.for_each(|code| self.declares(Kind::Code, code, &codes));
                }
                _ => {}
            }
        }
    }

    fn body(&mut self, body: &Entry) {
        self.declares(Kind::Body, body, &["bodies"]);
        self.at(&body.value, "extends", &Kind::Body);
        let fields = entries(&body.value).iter().filter(|entry| entry.key == "fields").flat_map(|entry| entries(&entry.value));
        fields.for_each(|field| self.types(&field.value));
    }

    /// The catalogs under `type`, at any depth.
    fn types(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Map(entries) => {
                for entry in entries {
                    if entry.key == "type" && entry.value.scalar().is_some() {
                        self.uses(&Kind::Catalog, &entry.value);
                    } else {
                        self.types(&entry.value);
                    }
                }
            }
            NodeKind::List(items) => items.iter().for_each(|item| self.types(item)),
            _ => {}
        }
    }

    /// The names in all `when` below a node.
    fn conditions(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Map(entries) => {
                for entry in entries {
                    if entry.key == "when" {
                        self.at(&entry.value, "code", &Kind::Code);
                        self.at(&entry.value, "type", &Kind::Code);
                        self.at(&entry.value, "body", &Kind::Body);
                        self.at(&entry.value, "operation", &Kind::Operation);
                    }
                    self.conditions(&entry.value);
                }
            }
            NodeKind::List(items) => items.iter().for_each(|item| self.conditions(item)),
            _ => {}
        }
    }

    fn machine(&mut self, machine: &Entry) {
        self.declares(Kind::Machine, machine, &["machines"]);
        let (state, command) = (Kind::State(machine.key.clone()), Kind::Command(machine.key.clone()));
        for entry in entries(&machine.value) {
            let section = ["machines", machine.key.as_str(), entry.key.as_str()];
            match entry.key.as_str() {
                "states" => entries(&entry.value).iter().for_each(|entry| self.declares(state.clone(), entry, &section)),
                "commands" => {
                    for entry in entries(&entry.value) {
                        self.declares(command.clone(), entry, &section);
                        self.at(&entry.value, "free_from", &state);
                        let requires = entries(&entry.value).iter().filter(|entry| entry.key == "requires");
                        let states = requires.flat_map(|entry| entries(&entry.value));
                        states.for_each(|entry| self.key(&state, entry));
                    }
                }
                "initial" => self.uses(&state, &entry.value),
                "edges" => self.edges(&entry.value, &state, &command),
                _ => {}
            }
        }
    }

    fn key(&mut self, kind: &Kind, entry: &Entry) {
        let span = inner(entry.key_span, entry.key.len());
        self.0.push(Reference { kind: kind.clone(), name: entry.key.clone(), span, declares: false, path: Vec::new() });
    }

    fn edges(&mut self, node: &Node, state: &Kind, command: &Kind) {
        match &node.kind {
            NodeKind::List(items) => items.iter().for_each(|item| self.edges(item, state, command)),
            NodeKind::Map(members) => {
                self.at(node, "command", command);
                members.iter().filter(|entry| entry.key == "edge").for_each(|entry| self.edges(&entry.value, state, command));
            }
            NodeKind::Scalar(scalar) => {
                let span = inner(node.span, scalar.text.len());
                for (at, name) in words(&scalar.text).filter(|(_, name)| *name != "*") {
                    let span = span.part(at, at + name.len());
                    self.0.push(Reference {
                        kind: state.clone(),
                        name: name.to_owned(),
                        span,
                        declares: false,
                        path: Vec::new(),
                    });
                }
            }
            NodeKind::Absent => {}
        }
    }
}

/// The states in `A | B -> C`, with their offsets.
fn words(edge: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    edge.split_inclusive(['|', ',']).flat_map(|part| part.split_inclusive("->")).filter_map(move |part| {
        let at = start + (part.len() - part.trim_start().len());
        start += part.len();
        let name = part.trim_end_matches(['|', ',']).trim_end_matches("->").trim();
        (!name.is_empty()).then_some((at, name))
    })
}

/// The members of a mapping; empty for any other node.
fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}

/// A span without the quotes around a text of this length.
fn inner(span: Span, length: usize) -> Span {
    let quotes = ((span.end - span.start) as usize).saturating_sub(length) / 2;
    span.part(quotes, quotes + length)
}
