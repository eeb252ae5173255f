//! A value in an item of a list, as a location: `{ items: /error/details, where: { /@type: { ends: RetryInfo } }, member: /retryDelay }`.

use super::ctx::Ctx;
use super::mapping_keys::Fields;
use super::scalars::pointer_or_all;
use super::when::{Test, item_tests};
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// The member of the first item of a list that passes the tests and has a value there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The list, as a JSON Pointer into the body.
    pub list: Spanned<String>,
    /// What must hold of the item, by JSON Pointer into it.
    pub tests: Vec<(String, Test)>,
    /// The value, as a JSON Pointer into the item; empty for the item itself.
    pub member: Spanned<String>,
    /// Where it was written.
    pub span: Span,
}

impl ListItem {
    /// Whether both are the same location, wherever they were written.
    pub fn same(&self, other: &Self) -> bool {
        self.list.value == other.list.value && self.tests == other.tests && self.member.value == other.member.value
    }
}

pub(super) fn list_item(ctx: &mut Ctx, node: &Node) -> Option<ListItem> {
    let mut fields = Fields::of(ctx, "an item of a list", node)?;
    let list = fields.require("items", ctx, pointer_or_all);
    let tests = fields.get("where", ctx, item_tests).unwrap_or_default();
    let member = fields.get("member", ctx, pointer_or_all);
    fields.finish(ctx);
    let whole = || Spanned::new(String::new(), node.span);
    Some(ListItem { list: list?, tests, member: member.unwrap_or_else(whole), span: node.span })
}
