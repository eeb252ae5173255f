//! Names of headers.

use super::ctx::Ctx;
use super::form;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::yaml::Node;

/// A header name (a field name of RFC 9110 §5.1).
pub(super) fn header_name(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    ctx.form(node, &form::HEADER);
    let name = ctx.text(node)?;
    is_header_name(ctx, &name).then_some(name)
}

pub(super) fn is_header_name(ctx: &mut Ctx, name: &Spanned<String>) -> bool {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    if name.is_empty() || !name.bytes().all(token) {
        let finding = Diagnostic::new(&rules::BAD_HEADER_NAME, name.span, format!("`{}` is not a header name", name.value));
        ctx.sink.push(finding.note("A header name consists of letters, digits and hyphens, as in `Retry-After`."));
        return false;
    }
    if name.contains('*') {
        let message = format!("`{}` is the name of one header: the `*` is not a wildcard", name.value);
        let finding = Diagnostic::new(&rules::LITERAL_WILDCARD, name.span, message);
        ctx.sink.push(finding.note("List each header by its full name."));
    }
    true
}
