//! What every candidate reads from a body.

use crate::specs::failures::{ErrorCode, ErrorType, OAuthError};

/// The fields of any shape.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Plain<'a> {
    pub(super) shape: Option<Shape>,
    pub(super) code: Option<u16>,
    pub(super) error_type: Option<u16>,
    pub(super) timestamp: Option<&'a str>,
    pub(super) status: Option<u16>,
    pub(super) phrase: Option<&'a str>,
    pub(super) message: Option<&'a str>,
    pub(super) path: Option<&'a str>,
    pub(super) request_id: Option<&'a str>,
    pub(super) field: Option<&'a str>,
    pub(super) details: bool,
    pub(super) items: Items,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    Api = 1,
    Oauth,
    Typed,
    Coded,
    Structured,
    Text,
    List,
}

/// The number of items in a list, and the lengths of their texts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Items {
    pub(super) count: usize,
    pub(super) length: usize,
}

impl Items {
    pub(super) fn add(&mut self, message: &str, error_type: &str) {
        self.count += 1;
        self.length += message.len() + error_type.len();
    }
}

impl Plain<'_> {
    pub(super) fn weight(&self) -> u64 {
        let texts = [self.timestamp, self.phrase, self.message, self.path, self.request_id, self.field];
        let texts: usize = texts.iter().map(|text| text.map_or(0, str::len)).sum();
        let numbers = [self.code, self.error_type, self.status].map(|number| u64::from(number.unwrap_or_default()));
        let items = self.items.count + self.items.length + usize::from(self.details);
        (texts + items) as u64 + numbers.iter().sum::<u64>() + self.shape.map_or(0, |shape| shape as u64)
    }
}

pub(super) fn oauth(text: &str) -> Option<u16> {
    OAuthError::from_wire(text).map(|code| code as u16)
}

pub(super) fn error_type(text: &str) -> Option<u16> {
    ErrorType::from_wire(text).map(|code| code as u16)
}

pub(super) fn code(text: &str) -> Option<u16> {
    ErrorCode::from_wire(text).map(|code| code as u16)
}
