//! Decoding of error bodies: const tables in, one uniform error value out.
//!
//! # What emitted code consists of
//!
//! For the bodies of an API the generator emits four things and no behavior. Take the contract
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
//! 1. The table. Each distinct pointer of all bodies gets a slot, in order of first appearance; the tree of [`Key`]s says where
//!    the slots are, each [`Field`] which slot it reads.
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
//!         BodyShape::new("api", When::ALWAYS,
//!             &[
//!                 Field::new("timestamp", "/timestamp", 0, Kind::Timestamp),
//!                 Field::new("status", "/status", 1, Kind::Status),
//!                 Field::new("phrase", "/error", 2, Kind::String),
//!                 Field::new("message", "/message", 3, Kind::String).role(Role::Message),
//!                 Field::new("path", "/path", 4, Kind::String).optional(),
//!             ],
//!),
//!         BodyShape::new("oauth", When::ALWAYS,
//!             &[
//!                 Field::new("code", "/error", 2, Kind::Code(OAuthError::CATALOG)).role(Role::Code),
//!                 Field::new("message", "/error_description", 5, Kind::String).role(Role::Message).optional(),
//!             ],
//!),
//!     ],
//! };
//! ```
//!
//! 2. One struct per body and the enum of them. Field types by [`Kind`] (`Option<_>` around it where optional):
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
//!
//! where `item` is an emitted `fn(&Fields<'_, 'e>) -> Item<'e>`. All values are `Clone`, `Debug` and `PartialEq`.
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
//! 3. The marker type with its [`Api`](crate::Api) implementation: the one piece of glue.
//!
//! ```text
//! impl errspec::Api for Autoretouch {
//!     const CONTRACT: &'static errspec::Contract = &CONTRACT;
//!     type Body<'e> = Body<'e>;
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
//! 5. The other direction, for [`encode`](crate::encode): which shape a typed value has, and the values of its fields.
//!
//! Two places below one key (`/detail` and `/detail/code`) make a [`Key::both`]; a list has a [`ListShape`] with a tree of its
//! own, which [`Key::items`] names too where the list is required. Complete examples are in `tests/contracts` of this crate's repository.
//!
//! # What is JSON
//!
//! RFC 8259, with what it leaves open decided so:
//!
//! - Of members with one name the last counts, also where it is `null` and `null` counts as absent. What an earlier one had inside
//!   is dropped.
//! - A byte order mark before the text is passed over.
//! - What a string may not hold costs that character and nothing beside it. A byte that is not UTF-8, an escape that JSON does not have (`\x`,
//!   `\u12`) and a surrogate without its partner (`\ud800`) become U+FFFD; a raw control character stays what it is. Bytes that are not UTF-8
//!   make a body no JSON anywhere else.
//! - Numbers may have any size; their digits are kept.
//! - Arrays and objects may be nested 128 deep, a body may have 2 GiB less one byte. Beyond that it is no JSON. Reading takes time in
//!   proportion to the body, and the stack's depth does not depend on what the server sends.
//! - Anything but white space after the value makes it no JSON: a second line of NDJSON, a proxy's comment.
//!
//! A body that is no JSON has no shape. A listed code that was read completely before the fault is kept.

#[cfg(feature = "serde")]
mod document;
mod table;
mod span;
mod token;
mod skip;
mod name;
mod scan;
mod string;
mod number;
mod timestamp;
mod json;
mod list;
mod fields;
mod matching;

#[cfg(feature = "serde")]
pub use document::Document;
#[doc(inline)]
pub use errspec_core::words::Role;
pub use fields::Fields;
pub use json::Json;
pub use list::{Items, List};
pub use number::Number;
pub use table::{BodyShape, Decoder, Field, Key, Kind, ListShape, When};
pub use timestamp::{DateTime, Timestamp};

pub(crate) use fields::Place;
pub(crate) use matching::{Response, first_match};
pub(crate) use number::seconds;
pub(crate) use scan::read;
pub(crate) use span::{Slots, Span};
