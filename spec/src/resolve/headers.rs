//! Headers that every response may have.

use super::scope::Scope;
use crate::syntax::Headers;

/// The headers of all files. The same key in two files is an error.
pub(super) fn headers(scope: &mut Scope<'_>) -> Headers {
    let mut headers = Headers::default();
    for of in scope.units.iter().map(|unit| &unit.document.headers) {
        if let Some(id) = &of.request_id {
            match &headers.request_id {
                Some(first) => scope.section_clash("headers.request_id", id.span, first.span),
                None => headers.request_id = Some(id.clone()),
            }
        }
        if let Some(limit) = &of.rate_limit {
            match &headers.rate_limit {
                Some(first) => scope.section_clash("headers.rate_limit", limit.span, first.span),
                None => headers.rate_limit = Some(limit.clone()),
            }
        }
    }
    headers
}
