//! Decoding error responses of four kinds, from headers and bytes to typed fields and codes: a code in a header, a list of items, errors
//! inside errors, and XML.

mod candidates;
mod chain;
mod header;
mod list;
mod xml;

use crate::harness::Group;

pub(super) fn groups() -> Vec<Group> {
    vec![header::group(), list::group(), chain::group(), xml::group()]
}
