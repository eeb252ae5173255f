use crate::client::Response;
use errspec::decode::Json;
use std::vec::Vec;

/// A success as it came, for calls whose answers the documents do not describe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200, 201, 204.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Option<Json<'_>> {
        Json::parse(&self.body)
    }

    /// Any success, JSON or not.
    pub(super) fn read(response: &Response) -> Option<Self> {
        Some(Self { status: response.status, body: response.body.clone() })
    }

    /// A success that has to be JSON.
    pub(super) fn read_json(response: &Response) -> Option<Self> {
        Json::parse(&response.body)?;
        Self::read(response)
    }
}
