use super::content::Content;
use super::transport::Response;
use errspec::retry::Operation;
use std::string::String;

/// One call as data: what is sent, and how a success is read. The same for both kinds of client.
#[derive(Clone, Debug)]
pub struct Endpoint<O> {
    /// The operation of the contract; its method is the request's, and its safety says what may be repeated.
    pub operation: &'static Operation,
    /// The path below the API's base, or an absolute address.
    pub path: String,
    /// The body.
    pub content: Option<Content>,
    /// Whether the credential goes along.
    pub authorized: bool,
    /// Reads a success; `None` where the answer is not what the API promises.
    pub read: fn(&Response) -> Option<O>,
}

impl<O> Endpoint<O> {
    /// A call without a body.
    pub const fn new(operation: &'static Operation, path: String, read: fn(&Response) -> Option<O>) -> Self {
        Self { operation, path, content: None, authorized: true, read }
    }

    /// With a body.
    #[must_use]
    pub fn content(mut self, content: Content) -> Self {
        self.content = Some(content);
        self
    }

    /// Without the credential.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.authorized = false;
        self
    }

    pub(super) fn url(&self, base: &str) -> String {
        let absolute = self.path.starts_with("http://") || self.path.starts_with("https://");
        if absolute { self.path.clone() } else { [base.trim_end_matches('/'), &self.path].concat() }
    }
}
