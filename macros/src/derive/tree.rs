//! Turns items of attributes into the nodes that the text of a spec would become.
//!
//! | attribute | spec |
//! |---|---|
//! | `key = value` | `key: value` |
//! | `key = [a, b]`, `key(a, b)` | `key: [a, b]` |
//! | `key(a = b)` | `key: { a: b }` |
//! | `key = word(value)` | `key: { word: value }` |
//! | `key`, if its value is a boolean | `key: true` |

use super::ast::Attr;
use super::attr::{Given, Item, split};
use super::context::Cx;
use super::literal::{content, scalar};
use super::tokens::flat;
use errspec_spec::lists::IntoVec;
use errspec_spec::source::Span as Place;
use errspec_spec::yaml::{Entry, Node, NodeKind, Scalar, Style};
use proc_macro2::{Delimiter, Span, TokenTree};
use std::rc::Rc;

impl Cx {
    /// A text at a token.
    pub(super) fn leaf(&mut self, text: &str, span: Span) -> Rc<Node> {
        let place = self.places.put(text, span);
        node(place, NodeKind::Scalar(Scalar { text: text.to_owned(), style: Style::Plain }))
    }

    /// A placeholder for a value that could not be read.
    fn spoiled(&mut self, span: Span) -> Rc<Node> {
        let leaf = self.leaf("", span);
        self.places.spoil(leaf.span);
        leaf
    }

    /// An item as an entry.
    pub(super) fn entry(&mut self, item: &Item) -> Entry {
        let key = item.name();
        let key_span = self.places.put(&key, item.span);
        let value = match &item.given {
            Given::Nothing if super::keys::FLAGS.contains(&key.as_str()) => {
                node(key_span, NodeKind::Scalar(Scalar { text: "true".to_owned(), style: Style::Plain }))
            }
            Given::Nothing => {
                self.errors.say(item.span, &format!("a value is missing: `{key} = …`"));
                self.spoiled(item.span)
            }
            Given::Value(tokens) => self.value(tokens, item.span),
            Given::Group(tokens) => self.group(tokens, item.span),
        };
        Entry { key, key_span, value }
    }

    /// The value after `=`.
    fn value(&mut self, tokens: &[TokenTree], span: Span) -> Rc<Node> {
        match tokens {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                let items = split(&flat(group.stream()), &mut self.errors);
                self.list(&items, group.span())
            }
            [TokenTree::Ident(word), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                let key_span = self.places.put(&word.to_string(), word.span());
                let value = self.group(&flat(group.stream()), group.span());
                let entry = Entry { key: word.to_string(), key_span, value };
                node(self.places.from(key_span), NodeKind::Map(vec![entry]))
            }
            _ => {
                let span = tokens.first().map_or(span, TokenTree::span);
                if let Some(text) = scalar(tokens) {
                    return self.leaf(&text, span);
                }
                self.errors.say(span, "expected a text, a number, a word, `word(…)` or a list in brackets");
                self.spoiled(span)
            }
        }
    }

    /// The content of parentheses: entries or values.
    fn group(&mut self, tokens: &[TokenTree], span: Span) -> Rc<Node> {
        let items = split(tokens, &mut self.errors);
        let is_entry = |item: &Item| item.key.is_some() && !matches!(item.given, Given::Nothing);
        match items.as_slice() {
            [one] if !is_entry(one) => self.single(one),
            items if !items.is_empty() && items.iter().all(is_entry) => self.map(items, span),
            items => self.list(items, span),
        }
    }

    /// Items as a mapping, whose location begins at the first item.
    pub(super) fn map(&mut self, items: &[Item], span: Span) -> Rc<Node> {
        let entries: Vec<Entry> = items.iter().map(|item| self.entry(item)).into_vec();
        let start = entries.first().map_or_else(|| self.places.put("", span), |first| first.key_span);
        node(self.places.from(start), NodeKind::Map(entries))
    }

    fn list(&mut self, items: &[Item], span: Span) -> Rc<Node> {
        let nodes: Vec<Rc<Node>> = items.iter().map(|item| self.single(item)).into_vec();
        let start = nodes.first().map_or_else(|| self.places.put("", span), |first| first.span);
        node(self.places.from(start), NodeKind::List(nodes))
    }

    /// A value in a list.
    fn single(&mut self, item: &Item) -> Rc<Node> {
        match (&item.key, &item.given) {
            (Some(_), Given::Nothing) => self.leaf(&item.name(), item.span),
            (None, Given::Value(tokens)) => self.value(tokens, item.span),
            (Some(word), Given::Group(tokens)) => {
                let key_span = self.places.put(&item.name(), word.span());
                let value = self.group(tokens, item.span);
                node(self.places.from(key_span), NodeKind::Map(vec![Entry { key: item.name(), key_span, value }]))
            }
            _ => {
                self.errors.say(item.span, "write either values or `key = value` pairs here, not both");
                self.spoiled(item.span)
            }
        }
    }

    /// The `summary` from the documentation, if none is given: its first paragraph, without the full stop.
    pub(super) fn summary(&mut self, attrs: &[Attr], entries: &mut Vec<Entry>) {
        if entries.iter().any(|entry| entry.key == "summary") {
            return;
        }
        let docs =
            attrs.iter().filter_map(|attr| if let Attr::Doc(TokenTree::Literal(text)) = attr { Some(text) } else { None });
        let mut lines = docs.flat_map(|text| {
            let (text, span) = (content(text), text.span());
            let lines = text.split('\n').enumerate().map(|(at, line)| (plain_line(line, at > 0), span));
            lines.into_vec()
        });
        let lines: Vec<(String, Span)> =
            lines.by_ref().skip_while(|(line, _)| line.is_empty()).take_while(|(line, _)| !line.is_empty()).collect();
        let text = lines.iter().map(|(line, _)| line.as_str()).into_vec().join(" ");
        let text = text.strip_suffix('.').filter(|text| !text.ends_with('.')).unwrap_or(&text).to_owned();
        if let Some((_, span)) = lines.first().filter(|_| !text.is_empty()) {
            let value = self.leaf(&text, *span);
            entries.push(Entry { key: "summary".to_owned(), key_span: value.span, value });
        }
    }
}

/// A line of documentation without surrounding white space, and without the star at the beginning of a line in a block comment.
fn plain_line(line: &str, of_block: bool) -> String {
    let line = line.trim();
    let star = line.strip_prefix('*').filter(|rest| of_block && (rest.is_empty() || rest.starts_with(' ')));
    star.unwrap_or(line).trim().to_owned()
}

pub(super) fn node(span: Place, kind: NodeKind) -> Rc<Node> {
    Rc::new(Node { span, kind })
}

/// An entry that does not come from a token.
pub(super) fn made(key: &str, place: Place, kind: NodeKind) -> Entry {
    Entry { key: key.to_owned(), key_span: place, value: node(place, kind) }
}

/// A text that does not come from a token.
pub(super) fn text(text: &str) -> NodeKind {
    NodeKind::Scalar(Scalar { text: text.to_owned(), style: Style::Plain })
}
