//! errspec: the typed body of a decoded error.

use super::plain::{Items, Plain, Shape};
use crate::specs::failures::{ApiError, Body};
use errspec::{Code, OpenCode};

pub(super) fn read(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    let error = ApiError::decode(422, &(), body);
    let none = Plain::default();
    match &error.body() {
        Body::Api(body) => take(&Plain {
            shape: Some(Shape::Api),
            timestamp: Some(body.timestamp.as_str()),
            status: Some(body.status),
            phrase: Some(&body.phrase),
            message: Some(&body.message),
            path: body.path.as_deref(),
            ..none
        }),
        Body::Oauth(body) => {
            take(&Plain { shape: Some(Shape::Oauth), code: row(&body.code), message: body.message.as_deref(), ..none });
        }
        Body::Typed(body) => take(&Plain {
            shape: Some(Shape::Typed),
            code: row(&body.code),
            error_type: row(&body.r#type),
            message: Some(&body.message),
            ..none
        }),
        Body::Coded(body) => take(&Plain {
            shape: Some(Shape::Coded),
            code: row(&body.code),
            message: Some(&body.message),
            details: body.details.is_some(),
            request_id: body.request_id.as_deref(),
            ..none
        }),
        Body::Structured(body) => take(&Plain {
            shape: Some(Shape::Structured),
            code: row(&body.code),
            message: Some(&body.message),
            field: body.field.as_deref(),
            ..none
        }),
        Body::Text(body) => take(&Plain { shape: Some(Shape::Text), message: Some(&body.message), ..none }),
        Body::List(body) => {
            let mut items = Items::default();
            body.items.iter().for_each(|item| items.add(&item.msg, &item.r#type));
            take(&Plain { shape: Some(Shape::List), items, ..none });
        }
        _ => take(&none),
    }
}

fn row<C: Code>(wire: &OpenCode<'_, C>) -> Option<u16> {
    wire.known().map(Code::row)
}
