//! serde's untagged enums, with derives.

use super::plain::{self, Items, Plain, Shape};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::marker::PhantomData;

/// The enum with its texts as one type, and what is not read as another.
macro_rules! shapes {
    ($module:ident, $text:ty, $rest:ty $(, #[$borrow:meta])?) => {
        #[allow(dead_code, unused_imports, reason = "not every member is looked at, texts are of one type")]
        mod $module {
            use super::{Cow, Deserialize, IgnoredAny, PhantomData};

            #[derive(Deserialize)]
            #[serde(untagged)]
            pub(super) enum Body<'a> {
                Api {
                    $(#[$borrow])? timestamp: $text,
                    status: u16,
                    $(#[$borrow])? error: $text,
                    $(#[$borrow])? message: $text,
                    $(#[$borrow])? path: Option<$text>,
                },
                Oauth { $(#[$borrow])? error: $text, $(#[$borrow])? error_description: Option<$text> },
                Typed { #[serde(borrow)] error: Typed<'a> },
                Coded { #[serde(borrow)] error: Coded<'a>, $(#[$borrow])? request_id: Option<$text> },
                Structured { #[serde(borrow)] detail: Structured<'a> },
                Text { $(#[$borrow])? detail: $text },
                List { #[serde(borrow)] detail: Vec<Item<'a>> },
            }

            #[derive(Deserialize)]
            pub(super) struct Typed<'a> {
                $(#[$borrow])? pub(super) message: $text,
                $(#[$borrow])? pub(super) r#type: $text,
                $(#[$borrow])? pub(super) code: $text,
                #[serde(skip)]
                lifetime: PhantomData<&'a ()>,
            }

            #[derive(Deserialize)]
            pub(super) struct Coded<'a> {
                $(#[$borrow])? pub(super) code: $text,
                $(#[$borrow])? pub(super) message: $text,
                pub(super) details: Option<$rest>,
                #[serde(skip)]
                lifetime: PhantomData<&'a ()>,
            }

            #[derive(Deserialize)]
            pub(super) struct Structured<'a> {
                $(#[$borrow])? pub(super) code: $text,
                $(#[$borrow])? pub(super) message: $text,
                $(#[$borrow])? pub(super) field: Option<$text>,
                #[serde(skip)]
                lifetime: PhantomData<&'a ()>,
            }

            #[derive(Deserialize)]
            pub(super) struct Item<'a> {
                loc: $rest,
                $(#[$borrow])? pub(super) msg: $text,
                $(#[$borrow])? pub(super) r#type: $text,
                #[serde(skip)]
                lifetime: PhantomData<&'a ()>,
            }
        }
    };
}

shapes!(in_strings, String, serde_json::Value);
shapes!(in_body, Cow<'a, str>, IgnoredAny, #[serde(borrow)]);

macro_rules! reader {
    ($function:ident, $module:ident) => {
        pub(super) fn $function(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
            let none = Plain::default();
            match serde_json::from_slice::<$module::Body<'_>>(body) {
                Ok($module::Body::Api { timestamp, status, error, message, path }) => take(&Plain {
                    shape: Some(Shape::Api),
                    timestamp: Some(&timestamp),
                    status: Some(status),
                    phrase: Some(&error),
                    message: Some(&message),
                    path: path.as_deref(),
                    ..none
                }),
                Ok($module::Body::Oauth { error, error_description }) => {
                    let message = error_description.as_deref();
                    take(&Plain { shape: Some(Shape::Oauth), code: plain::oauth(&error), message, ..none });
                }
                Ok($module::Body::Typed { error }) => take(&Plain {
                    shape: Some(Shape::Typed),
                    code: plain::code(&error.code),
                    error_type: plain::error_type(&error.r#type),
                    message: Some(&error.message),
                    ..none
                }),
                Ok($module::Body::Coded { error, request_id }) => take(&Plain {
                    shape: Some(Shape::Coded),
                    code: plain::code(&error.code),
                    message: Some(&error.message),
                    details: error.details.is_some(),
                    request_id: request_id.as_deref(),
                    ..none
                }),
                Ok($module::Body::Structured { detail }) => take(&Plain {
                    shape: Some(Shape::Structured),
                    code: plain::code(&detail.code),
                    message: Some(&detail.message),
                    field: detail.field.as_deref(),
                    ..none
                }),
                Ok($module::Body::Text { detail }) => take(&Plain { shape: Some(Shape::Text), message: Some(&detail), ..none }),
                Ok($module::Body::List { detail }) => {
                    let mut items = Items::default();
                    detail.iter().for_each(|item| items.add(&item.msg, &item.r#type));
                    take(&Plain { shape: Some(Shape::List), items, ..none });
                }
                Err(_) => take(&none),
            }
        }
    };
}

reader!(owned, in_strings);
reader!(borrowed, in_body);
