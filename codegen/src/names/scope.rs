use super::case;
use errspec_spec::diag::{Diagnostic, Sink};
#[cfg(feature = "reader")]
use errspec_spec::lists::IntoVec as _;
use errspec_spec::rules;
use errspec_spec::source::{Span, Spanned};
use std::collections::HashMap;

/// The names of one namespace, and what they belong to.
pub(super) struct Scope<'s> {
    /// The namespace, for messages: "`ErrorCode`", "this module".
    of: String,
    taken: HashMap<String, Option<Span>>,
    sink: &'s mut Sink,
}

/// Tables store the length of a name in one byte.
const LONGEST: usize = 255;

impl<'s> Scope<'s> {
    pub(super) fn new(of: impl Into<String>, sink: &'s mut Sink) -> Self {
        Self { of: of.into(), taken: HashMap::new(), sink }
    }

    /// Reserves a name that the generator itself needs.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned(), None);
    }

    /// Makes room for this many names.
    pub(super) fn expect(&mut self, names: usize) {
        self.taken.reserve(names);
    }

    /// Takes a name for what is written at `span`. Reports a finding if it is already taken.
    pub(super) fn take(&mut self, name: String, text: &str, span: Span) -> String {
        if name.len() > LONGEST {
            let message = format!("`{text}` becomes a name of {} letters; the maximum is {LONGEST}", name.len());
            self.sink.push(
                Diagnostic::new(&rules::NO_NAME, span, message)
                    .note("Give it a shorter name in generated code: `name: Other`."),
            );
        }
        match self.taken.insert(name.clone(), Some(span)) {
            None => {}
            Some(None) => {
                let message = format!("`{text}` becomes `{name}`, which is reserved in the generated code of {}", self.of);
                self.sink.push(
                    Diagnostic::new(&rules::RESERVED_NAME, span, message)
                        .note("Give it another name in generated code: `name: Other`."),
                );
            }
            Some(Some(first)) => {
                let message = format!("`{text}` becomes `{name}`, and so does another name of {}", self.of);
                let finding =
                    Diagnostic::new(&rules::NAME_COLLISION, span, message).here("the second one").label(first, "the first one");
                self.sink.push(finding.note("Give one of them a name of its own in generated code: `name: Other`."));
                self.taken.insert(name.clone(), Some(first));
            }
        }
        name
    }

    /// Takes a name that the contract gives.
    pub(super) fn take_given(&mut self, name: &Spanned<String>, text: &str, span: Span) -> String {
        if case::is_keyword(&name.value) {
            let finding = Diagnostic::new(
                &rules::RESERVED_NAME,
                name.span,
                format!("`{}` is a Rust keyword and cannot be a name in {}", name.value, self.of),
            );
            self.sink.push(finding.note("Give it another name in generated code: `name: Other`."));
        }
        self.take(name.value.clone(), text, span)
    }

    /// Takes a converted name, if the conversion succeeded.
    pub(super) fn take_converted(&mut self, name: Option<String>, text: &str, span: Span) -> String {
        match name {
            Some(name) => self.take(name, text, span),
            None => {
                let finding = Diagnostic::new(&rules::NO_NAME, span, format!("no name can be made of `{text}`"));
                self.sink.push(finding.note("Give it a `name` for generated code: `name: Something`."));
                String::new()
            }
        }
    }

    /// Takes the name of a field, from its key or as given by the contract.
    pub(super) fn take_field(&mut self, key: &Spanned<String>, given: &Option<Spanned<String>>) -> String {
        let text = given.as_ref().unwrap_or(key);
        self.take_converted(case::snake(&text.value), &key.value, key.span)
    }

    /// Whether a name is free.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }
}

/// The constants of a module or type, each named after its key or by the contract, next to one that is always there.
#[cfg(feature = "reader")]
pub(super) fn constants_of<'n>(
    of: &str,
    names: impl Iterator<Item = (&'n Spanned<String>, &'n Option<Spanned<String>>)>,
    own: &str,
    sink: &mut Sink,
) -> Vec<String> {
    let mut scope = Scope::new(of, sink);
    scope.reserve(own);
    let constant = |(name, given): (&Spanned<String>, &Option<Spanned<String>>)| {
        let text = given.as_ref().unwrap_or(name);
        scope.take_converted(case::shouty(&text.value), &name.value, name.span)
    };
    names.map(constant).into_vec()
}
