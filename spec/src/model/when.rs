use super::CodeId;
use crate::source::Spanned;
use crate::syntax::{Condition, StatusRange};
use crate::words::{Category, Method, Transport};
use errspec_core::rank::{Asks, Specificity, StatusCondition};

/// Conditions on a response and its call, with resolved names. All must hold; of a list, one value must match.
#[derive(Clone, Debug, Default)]
pub struct When {
    /// The statuses of the response.
    pub status: Vec<Spanned<StatusRange>>,
    /// The media types of the response.
    pub content_type: Vec<Spanned<String>>,
    /// The codes that were read as code.
    pub code: Option<Spanned<Vec<CodeId>>>,
    /// The key `type`: the codes that were read as type.
    pub error_type: Option<Spanned<Vec<CodeId>>>,
    /// The category of the error.
    pub category: Vec<Spanned<Category>>,
    /// The tags of the code, or of the type of an error without a code.
    pub tag: Vec<Spanned<String>>,
    /// The body that matched, by its index in the contract.
    pub body: Vec<Spanned<usize>>,
    /// How the transport failed.
    pub transport: Vec<Spanned<Transport>>,
    /// The operation, by its index in the contract.
    pub operation: Vec<Spanned<usize>>,
    /// The method of the call.
    pub method: Vec<Spanned<Method>>,
    /// The tests of headers.
    pub headers: Vec<Condition>,
    /// The tests of places in the body.
    pub fields: Vec<Condition>,
}

impl When {
    /// Whether it lists this status.
    pub fn names(&self, status: u16) -> bool {
        self.status.iter().any(|range| range.contains(status))
    }

    /// Whether it requires something that only an error has, so that it can hold for an error without naming a status.
    pub fn names_error(&self) -> bool {
        self.code.is_some()
            || self.error_type.is_some()
            || !self.category.is_empty()
            || !self.tag.is_empty()
            || !self.body.is_empty()
    }

    /// The precedence of a rule with these conditions, by how its status condition is met.
    pub fn specificity(&self, status: StatusCondition) -> Specificity {
        let asks = Asks {
            code: self.code.is_some(),
            error_type: self.error_type.is_some(),
            status,
            category: !self.category.is_empty(),
            tag: !self.tag.is_empty(),
            content_type: !self.content_type.is_empty(),
            body: !self.body.is_empty(),
            transport: !self.transport.is_empty(),
            operation: !self.operation.is_empty(),
            method: !self.method.is_empty(),
            headers: self.headers.len(),
            fields: self.fields.len(),
        };
        asks.specificity()
    }

    /// Whether there is no condition.
    pub fn is_empty(&self) -> bool {
        let Self { status, content_type, code, error_type, category, tag, body, transport, operation, method, headers, fields } =
            self;
        code.is_none()
            && error_type.is_none()
            && [status.len(), content_type.len(), category.len(), body.len(), transport.len(), operation.len()] == [0; 6]
            && [tag.len(), method.len(), headers.len(), fields.len()] == [0; 4]
    }
}
