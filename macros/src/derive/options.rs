//! Attributes about the Rust side of the enum: its name, the path of the runtime, and the spec it is checked against.

use super::ast::Input;
use super::attr::{Given, Item, text, value_span};
use super::context::{At, Cx, Derive};
use super::punct::is_punct;
use super::{keys, rename};
use errspec_spec::lists::IntoVec;
use proc_macro2::{Span, TokenStream, TokenTree};

/// Options about the Rust side of the enum, not its facts.
pub(super) struct Options {
    /// The items about the enum itself.
    pub(super) items: Vec<Item>,
    /// The name of the enum in tables.
    pub(super) name: String,
    /// The enum of commands.
    pub(super) commands: String,
    /// The path of the runtime crate.
    pub(super) runtime: TokenStream,
    pub(super) case: rename::Case,
    pub(super) against: Option<Against>,
}

/// The spec that an enum is checked against.
pub(super) struct Against {
    #[cfg_attr(not(feature = "spec"), allow(dead_code))]
    pub(super) path: String,
    pub(super) span: Span,
    /// The name of a catalog or machine in it, and its location.
    #[cfg_attr(not(feature = "spec"), allow(dead_code))]
    pub(super) entry: Option<(String, Span)>,
}

impl Options {
    pub(super) fn read(derive: Derive, input: &Input, cx: &mut Cx) -> Self {
        let items = keys::items(&input.attrs, derive, At::Enum, cx);
        let ident = input.ident.to_string().trim_start_matches("r#").to_owned();
        let stem = ident.strip_suffix("State").filter(|stem| !stem.is_empty()).unwrap_or(&ident).to_owned();
        let mut options = Self {
            name: if derive == Derive::StateMachine { stem.clone() } else { ident },
            commands: format!("{stem}Command"),
            runtime: quote::quote!(::errspec),
            case: rename::Case::default(),
            against: None,
            items: Vec::new(),
        };
        for item in &items {
            options.take(item, &items, cx);
        }
        if let Some(against) = options.against.as_ref().filter(|_| !cfg!(feature = "spec")) {
            cx.errors.say(
                against.span,
                "checking an enum against a spec needs the feature `macros` of errspec, which compiles the YAML reader",
            );
        }
        Self { items: items.into_iter().filter(|item| !keys::OPTIONS.contains(&item.name().as_str())).into_vec(), ..options }
    }

    fn take(&mut self, item: &Item, all: &[Item], cx: &mut Cx) {
        match item.name().as_str() {
            "name" => self.name = text(item, cx).unwrap_or_default(),
            "commands" => match text(item, cx) {
                Some(name) if is_type(&name) => self.commands = name,
                Some(name) => cx.errors.say(
                    value_span(item),
                    &format!(
                        "`{name}` is not a valid name for an enum: `commands = \
                        \"JobCommand\"`"
                    ),
                ),
                None => {}
            },
            "crate" => match &item.given {
                Given::Value(path) if path.iter().all(is_of_path) => self.runtime = path.iter().cloned().collect(),
                _ => cx.errors.say(value_span(item), "write the path: `crate = ::my_errspec`"),
            },
            "rename_all" => {
                let written = text(item, cx).unwrap_or_default();
                match rename::Case::parse(&written) {
                    Some(case) => self.case = case,
                    None => cx.errors.say(item.span, &rename::unknown(&written)),
                }
            }
            "spec" => {
                let entry = all.iter().find(|item| ["catalog", "machine"].contains(&item.name().as_str()));
                let entry = entry.and_then(|item| Some((text(item, cx)?, value_span(item))));
                let span = value_span(item);
                self.against = text(item, cx).map(|path| Against { path, span, entry });
            }
            word @ ("catalog" | "machine") if !all.iter().any(|item| item.name() == "spec") => {
                cx.errors.say(
                    item.span,
                    &format!(
                        "`{word}` names an entry of a spec: name the spec too, `spec = \
                    \"spec/api.yaml\"`"
                    ),
                );
            }
            _ => {}
        }
    }
}

/// A name that needs no `r#`, which is true for all words that begin with a capital except one.
fn is_type(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    letters && name.starts_with(|c: char| c.is_ascii_uppercase()) && name != "Self"
}

/// Names and what is between them. The `$crate` of a macro is a name.
fn is_of_path(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_)) || is_punct(token, ':')
}
