use crate::render::is_internal;
use crate::{Context, ErrorResponse, Unsendable};
use errspec::{Api, CodeRef};

/// The codes of a contract that a service cannot send as they are, each with the reason. Call it in a test of the service:
///
/// ```
/// # errspec::include_spec!("tests/orders.yaml");
/// assert_eq!(errspec_service::unsendable::<orders::Api>(), []);
/// ```
///
/// Internal codes are left out, because they are not meant to be sent.
///
/// A code whose body has fields that only a handler can fill is listed as [`Unsendable::MissingField`].
pub fn unsendable<A: Api>() -> Vec<(CodeRef, Unsendable)> {
    let context = Context::new();
    let catalogs = A::contract().catalogs.iter();
    let codes = catalogs.flat_map(|catalog| (0..catalog.len()).map(|row| CodeRef { catalog, row: row as u16 }));
    let codes = codes.filter(|code| !is_internal(*code));
    codes.filter_map(|code| Some((code, ErrorResponse::<A>::of_code(code).render(&context).err()?))).collect()
}
