//! Decoding of error bodies, from const tables to one uniform error value.
//!
//! # What the generator writes
//!
//! For the bodies of an API, the generator writes five items without behavior. Take this contract:
//!
//! ```yaml
//! bodies:
//!   api:
//!     fields:
//!       timestamp: { at: /timestamp, type: timestamp }
//!       status:    { at: /status, type: status }
//!       phrase:    /error
//!       message:   /message
//!       path:      { at: /path, optional: true }
//!   oauth:
//!     fields:
//!       code:    { at: /error, type: OAuthError }
//!       message: { at: /error_description, optional: true }
//! ```
//!
//! 1. The table. Each distinct pointer of all bodies gets a slot, in order of first appearance. The tree of [`Key`]s assigns the slots
//!    to locations, and each [`Field`] names the slot that it reads.
//!
//! ```text
//! static DECODER: errspec::decode::Decoder = Decoder {
//!     root: Key::object("", &[
//!         Key::value("timestamp", 0),
//!         Key::value("status", 1),
//!         Key::value("error", 2),
//!         Key::value("message", 3),
//!         Key::value("path", 4),
//!         Key::value("error_description", 5),
//!     ]),
//!     slots: 6,
//!     bodies: &[
//!         BodyShape::new("api", When::ANY,
//!             &[
//!                 Field::new("timestamp", "/timestamp", 0, Kind::Timestamp),
//!                 Field::new("status", "/status", 1, Kind::Status),
//!                 Field::new("phrase", "/error", 2, Kind::String),
//!                 Field::new("message", "/message", 3, Kind::String).role(Role::Message),
//!                 Field::new("path", "/path", 4, Kind::String).optional(),
//!             ],
//!),
//!         BodyShape::new("oauth", When::ANY,
//!             &[
//!                 Field::new("code", "/error", 2, Kind::Code(OAuthError::CATALOG)).role(Role::Code),
//!                 Field::new("message", "/error_description", 5, Kind::String).role(Role::Message).optional(),
//!             ],
//!),
//!     ],
//! };
//! ```
//!
//! 2. A struct for each body, and the enum of all bodies. The type of a field depends on its [`Kind`]; optional fields are `Option<_>`:
//!
//! | kind | type | accessor, by the field's index in the body | optional |
//! |---|---|---|---|
//! | `String` | `Cow<'e, str>` | `fields.string(i)` | `fields.opt_string(i)` |
//! | `Integer` | `i64` | `fields.integer(i)` | `fields.opt_integer(i)` |
//! | `Number` | `Number<'e>` | `fields.number(i)` | `fields.opt_number(i)` |
//! | `Boolean` | `bool` | `fields.boolean(i)` | `fields.opt_boolean(i)` |
//! | `Timestamp` | `Timestamp<'e>` | `fields.timestamp(i)` | `fields.opt_timestamp(i)` |
//! | `Status` | `u16` | `fields.status(i)` | `fields.opt_status(i)` |
//! | `Json` | `Json<'e>` | `fields.json(i)` | `fields.opt_json(i)` |
//! | `Code` | `OpenCode<'e, C>` | `fields.code(i)` | `fields.opt_code(i)` |
//! | `List` | `List<'e, Item<'e>>` | `fields.list(i, item)` | `fields.opt_list(i, item)` |
//! | `Map` | `Map<'e, Item<'e>>` | `fields.map(i, item)` | `fields.opt_map(i, item)` |
//!
//! Here, `item` is a generated `fn(&Fields<'_, 'e>) -> Item<'e>`. All values are `Clone`, `Debug` and `PartialEq`.
//!
//! ```text
//! #[derive(Clone, Debug, PartialEq)]
//! pub struct ApiBody<'e> {
//!     pub timestamp: Timestamp<'e>,
//!     pub status: u16,
//!     pub phrase: Cow<'e, str>,
//!     pub message: Cow<'e, str>,
//!     pub path: Option<Cow<'e, str>>,
//! }
//!
//! #[derive(Clone, Debug, PartialEq)]
//! #[non_exhaustive]
//! pub enum Body<'e> {
//!     Api(ApiBody<'e>),
//!     Oauth(OauthBody<'e>),
//!     Unknown,
//! }
//! ```
//!
//! 3. The marker type with its [`Api`](crate::Api) implementation:
//!
//! ```text
//! impl errspec::Api for Autoretouch {
//!     type Body<'e> = Body<'e>;
//!
//!     fn contract() -> &'static errspec::Contract {
//!         &CONTRACT
//!     }
//!
//!     fn body<'e>(fields: &errspec::decode::Fields<'_, 'e>) -> Body<'e> {
//!         match fields.body() {
//!             Some(0) => Body::Api(ApiBody {
//!                 timestamp: fields.timestamp(0),
//!                 status: fields.status(1),
//!                 phrase: fields.string(2),
//!                 message: fields.string(3),
//!                 path: fields.opt_string(4),
//!             }),
//!             Some(1) => Body::Oauth(OauthBody { code: fields.code(0), message: fields.opt_string(1) }),
//!             _ => Body::Unknown,
//!         }
//!     }
//! }
//! ```
//!
//! 4. `pub type ApiError<'b> = errspec::ApiError<'b, Autoretouch>;`
//!
//! 5. The other direction, for [`encode`](crate::encode): the index of a typed value's body, and the values of its fields.
//!
//! If one pointer leads into the value of another (`/detail` and `/detail/code`), their common key is a [`Key::both`]. A list has a
//! [`ItemShape`] with its own tree; if the list is required, [`Key::items`] names it as well. Complete examples are in
//! `tests/it/contracts` in this crate's repository.
//!
//! # What is JSON
//!
//! JSON is defined by RFC 8259. Where it leaves a choice, or servers deviate from it, the following applies:
//!
//! - If several members have the same name, the last one counts, even if it is `null`, which counts as absent. The contents of the
//!   earlier ones are ignored.
//! - A byte order mark before the text is skipped.
//! - An invalid character in a string only affects that character. Bytes that are not UTF-8, invalid escapes (`\x`, `\u12`) and unpaired
//!   surrogates (`\ud800`) become U+FFFD; raw control characters are kept. Outside strings, bytes that are not UTF-8 make the body invalid.
//! - Numbers may have any size; their digits are kept.
//! - Arrays and objects may be nested 128 levels deep, and a body must be shorter than 2 GiB; otherwise the body counts as invalid. Reading
//!   takes time proportional to the length of the body, and the depth of the stack does not depend on what the server sends.
//! - Only white space may follow the value. A second line of NDJSON or a comment added by a proxy makes the body invalid.
//!
//! An invalid body matches no body of the contract. A listed code that was read completely before the defect is kept.

#[cfg(feature = "serde")]
mod document;
mod table;
mod chain;
mod body_shape;
mod span;
mod token;
mod skip;
mod name;
mod walk;
mod string;
mod number;
mod timestamp;
mod json;
mod fields;
mod scan;
mod received;
mod elements;
mod inside;
mod list;
mod entries;
mod cause;
mod matching;
mod fill;
mod source;

#[doc(inline)]
pub use crate::format::Format;
pub use body_shape::{BodyShape, Decoder};
pub use cause::{Cause, Causes};
pub use chain::Chain;
#[cfg(feature = "serde")]
pub use document::Document;
pub use entries::{Entries, Map};
#[doc(inline)]
pub use errspec_core::words::{BodyFormat, Role};
pub use fields::Fields;
pub use json::{Json, JsonKind};
pub use list::{Items, List};
pub use number::Number;
pub use source::Source;
pub use table::{Field, ItemShape, Key, Kind};
pub use timestamp::{DateTime, Timestamp};

pub(crate) use fields::FieldAt;
pub(crate) use fill::fill;
pub(crate) use inside::{Find, all_fit, first_inside, is_empty, joined};
pub(crate) use matching::{Response, first_match};
pub(crate) use number::seconds;
pub(crate) use scan::{Found, read};
pub(crate) use skip::MAX_DEPTH;
pub(crate) use span::{Slots, Span, Text};
pub(crate) use token::plain;
