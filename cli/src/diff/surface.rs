//! What a generated module offers to Rust programs: its public items, and how a program uses each of them.

use super::change::{Change, Impact};
use super::witness::Witness;
use crate::Problem;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{Attribute, Field, Fields, Item, UseTree, Visibility};

/// The public items of a module by their paths, such as `ErrorCode::Busy`.
#[derive(Debug, Default)]
pub(crate) struct Surface {
    module: String,
    items: BTreeMap<String, Offered>,
}

#[derive(Debug, PartialEq)]
struct Offered {
    /// The declaration without attributes, comments and values.
    signature: String,
    /// A line of Rust that uses it.
    line: String,
    /// For a variant or field: the code that no longer compiles once it is added.
    closes: Option<Closes>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Closes {
    Match,
    Literal,
}

impl Surface {
    /// Reads the public items from a generated module.
    pub(crate) fn read(module: &str, source: &str) -> Result<Self, Problem> {
        let file = syn::parse_file(source)
            .map_err(|error| Problem(format!("the generated module `{module}` is not Rust: {error}")))?;
        let mut surface = Self { module: module.to_owned(), items: BTreeMap::new() };
        file.items.iter().for_each(|item| surface.item(&[], item));
        Ok(surface)
    }

    fn item(&mut self, inside: &[String], item: &Item) {
        match item {
            Item::Enum(item) if public(&item.vis) => {
                let name = item.ident.to_string();
                let closes = (!is_non_exhaustive(&item.attrs)).then_some(Closes::Match);
                self.offer(inside, &[&name], format!("enum {}", with_generics(&name, &item.generics)), None);
                for variant in item.variants.iter().filter(|variant| !is_hidden(&variant.attrs)) {
                    let variant_name = variant.ident.to_string();
                    let signature = format!("{variant_name}{}", fields(&variant.fields));
                    self.offer(inside, &[&name, &variant_name], signature, closes);
                }
            }
            Item::Struct(item) if public(&item.vis) => {
                let name = item.ident.to_string();
                self.offer(inside, &[&name], format!("struct {}", with_generics(&name, &item.generics)), None);
                let closes = (!is_non_exhaustive(&item.attrs)).then_some(Closes::Literal);
                for field in item.fields.iter().filter(|field| public(&field.vis)) {
                    if let Some(ident) = &field.ident {
                        self.offer(inside, &[&name, &ident.to_string()], typed(field), closes);
                    }
                }
            }
            Item::Const(item) if public(&item.vis) => {
                self.offer(inside, &[&item.ident.to_string()], format!("const {}: {}", item.ident, text(&item.ty)), None);
            }
            Item::Static(item) if public(&item.vis) => {
                self.offer(inside, &[&item.ident.to_string()], format!("static {}: {}", item.ident, text(&item.ty)), None);
            }
            Item::Type(item) if public(&item.vis) => {
                self.offer(inside, &[&item.ident.to_string()], format!("type {} = {}", item.ident, text(&item.ty)), None);
            }
            Item::Fn(item) if public(&item.vis) => {
                self.offer(inside, &[&item.sig.ident.to_string()], text(&item.sig), None);
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let of = text(&item.self_ty);
                for member in &item.items {
                    if let syn::ImplItem::Fn(function) = member
                        && public(&function.vis)
                    {
                        self.offer(inside, &[&of, &function.sig.ident.to_string()], text(&function.sig), None);
                    }
                }
            }
            Item::Use(item) if public(&item.vis) => {
                for name in used(&item.tree) {
                    self.offer(inside, &[&name], format!("use {name}"), None);
                }
            }
            Item::Mod(item) if public(&item.vis) => {
                let inside = [inside, &[item.ident.to_string()]].concat();
                let items = item.content.iter().flat_map(|(_, items)| items);
                items.for_each(|item| self.item(&inside, item));
            }
            _ => {}
        }
    }

    fn offer(&mut self, inside: &[String], names: &[&str], signature: String, closes: Option<Closes>) {
        let path = inside.iter().map(String::as_str).chain(names.iter().copied()).collect::<Vec<_>>().join("::");
        let full = format!("{}::{path}", self.module);
        let line = match closes {
            Some(Closes::Literal) => format!("value.{}", names.last().copied().unwrap_or_default()),
            _ => format!("use {full};"),
        };
        self.items.insert(path, Offered { signature, line, closes });
    }
}

/// The differences between the public items of two modules.
pub(crate) fn compare(old: &Surface, new: &Surface, changes: &mut Vec<Change>) {
    for (path, item) in &old.items {
        let (kind, title, reason) = match new.items.get(path) {
            None if gone_with_its_type(path, new) => continue,
            None => ("rust-item-removed", format!("`{path}` was removed"), "Programs that use it no longer compile."),
            Some(other) if other.signature != item.signature => (
                "rust-type-changed",
                format!("`{}` becomes `{}`", item.signature, other.signature),
                "Programs that rely on the old type no longer compile.",
            ),
            Some(_) => continue,
        };
        let after = new.items.get(path).map_or(serde_json::Value::Null, |item| item.signature.as_str().into());
        let line = match kind {
            "rust-type-changed" => format!("{} // {}", item.line, item.signature),
            _ => item.line.clone(),
        };
        let change = Change::new(kind, &["rust", path], title, reason).values(&item.signature.as_str().into(), &after);
        let change = change.clients(Impact::Breaking).servers(Impact::Breaking);
        changes.push(change.witness(Some(Witness::Rust(line))));
    }
    for (path, item) in new.items.iter().filter(|(path, _)| !old.items.contains_key(*path)) {
        let owner = path.rsplit_once("::").map_or("", |(owner, _)| owner);
        let Some(closes) = item.closes.filter(|_| old.items.contains_key(owner)) else { continue };
        changes.push(added(&old.module, owner, path, item, closes, old));
    }
}

/// A variant or a field of a type that had others before.
fn added(module: &str, owner: &str, path: &str, item: &Offered, closes: Closes, old: &Surface) -> Change {
    let siblings: Vec<&str> = old.items.keys().filter_map(|other| other.strip_prefix(owner)?.strip_prefix("::")).collect();
    let value = item.signature.as_str().into();
    match closes {
        Closes::Match => {
            let first = siblings.first().copied().unwrap_or("…");
            let line = format!("match value {{ {module}::{owner}::{first} => …, /* all other old variants */ }}");
            let reason = "A `match` without a wildcard arm does not compile until it handles the new variant.";
            Change::new(
                "rust-variant-added",
                &["rust", path],
                format!("the variant `{}` was added to `{owner}`", item.signature),
                reason,
            )
            .clients(Impact::Breaking)
            .witness(Some(Witness::Rust(line)))
        }
        Closes::Literal => {
            let line = format!("{module}::{owner} {{ {} }}", siblings.join(", "));
            let reason =
                "Code that reads the other fields still compiles. Code that creates the struct must set the new field.";
            Change::new(
                "rust-field-added",
                &["rust", path],
                format!("the field `{}` was added to `{owner}`", item.signature),
                reason,
            )
            .clients(Impact::Risky)
            .servers(Impact::Breaking)
            .witness(Some(Witness::Rust(line)))
        }
    }
    .values(&serde_json::Value::Null, &value)
}

/// Whether a variant, field or method is not reported because its whole type was removed.
fn gone_with_its_type(path: &str, new: &Surface) -> bool {
    let starts_upper = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    path.rsplit_once("::")
        .is_some_and(|(owner, _)| owner.rsplit("::").next().is_some_and(starts_upper) && !new.items.contains_key(owner))
}

/// The names that a `use` brings into scope.
fn used(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => used(&path.tree),
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(rename) => vec![rename.rename.to_string()],
        UseTree::Group(group) => group.items.iter().flat_map(used).collect(),
        UseTree::Glob(_) => Vec::new(),
    }
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_non_exhaustive(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("doc") && text(&attribute.meta).contains("hidden"))
}

fn fields(fields: &Fields) -> String {
    let list = |fields: Vec<String>| fields.join(", ");
    match fields {
        Fields::Unit => String::new(),
        Fields::Unnamed(fields) => format!("({})", list(fields.unnamed.iter().map(typed).collect())),
        Fields::Named(fields) => format!(" {{ {} }}", list(fields.named.iter().map(typed).collect())),
    }
}

fn typed(field: &Field) -> String {
    let ty = text(&field.ty);
    field.ident.as_ref().map_or_else(|| ty.clone(), |ident| format!("{ident}: {ty}"))
}

fn with_generics(name: &str, generics: &syn::Generics) -> String {
    format!("{name}{}", text(generics))
}

/// Tokens as people would write them: `::errspec::OpenCode<'e, ErrorCode>` becomes `OpenCode<'e, ErrorCode>`.
fn text(tokens: &impl ToTokens) -> String {
    let tokens: TokenStream = tokens.to_token_stream();
    let spaced = tokens.to_string();
    let mut text = String::with_capacity(spaced.len());
    for part in spaced.split(' ') {
        let glued =
            part.starts_with([',', ';', '>', ')', ':', '<', '(', ']']) || text.ends_with(['<', '(', ':', '&', '[', '\'']);
        if !text.is_empty() && (!glued || text.ends_with(',')) {
            text.push(' ');
        }
        text.push_str(part);
    }
    // The paths of the runtime and of the standard library are left out, because they are the same everywhere.
    ["::errspec::__v1::", "::errspec::decode::", "::errspec::retry::", "::errspec::", "::core::option::"]
        .iter()
        .fold(text, |text, path| text.replace(path, ""))
}
