use crate::source::{Span, Spanned};
use std::rc::Rc;

/// A value as it is written. Aliases share the node that they refer to.
#[derive(Clone, Debug)]
pub struct Node {
    /// The location of the value. For a mapping or list in block style, it extends from the first key or dash to the end of the last value.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// Nothing was written after the colon or dash. The span is empty and directly follows it.
    Absent,
    /// A scalar, which is always text here, whatever type YAML would give it.
    Scalar(Scalar),
    /// A list.
    List(Vec<Rc<Node>>),
    /// A mapping, in the order of the file and without duplicate keys (the second one is reported and dropped).
    Map(Vec<Entry>),
}

/// A scalar's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text: the source text of a plain scalar (`08000`, `1e3`, `NO`, `null`), the content of a quoted or block scalar.
    pub text: String,
    /// How it was written.
    pub style: Style,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// `|` or `>`.
    Block,
}

/// One key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The location of the key, including quotes.
    pub key_span: Span,
    /// The value.
    pub value: Rc<Node>,
}

impl Entry {
    /// The key, and the range from the key to the end of the value.
    pub(crate) fn name(&self) -> (Spanned<String>, Span) {
        (Spanned::new(self.key.clone(), self.key_span), self.key_span.to(self.value.span))
    }

    /// Whether the key has no colon, like the parts of an unquoted text with a comma: `{ summary: No, never }`.
    pub(crate) fn is_bare(&self) -> bool {
        matches!(self.value.kind, NodeKind::Absent) && self.value.span.start == self.key_span.end
    }
}

impl Node {
    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            NodeKind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// What it is, with an article, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Absent => "nothing",
            NodeKind::Scalar(_) => "a plain value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a mapping",
        }
    }
}
