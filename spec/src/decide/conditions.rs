//! The conditions of a fact, and what follows from them.

use crate::lists::IntoVec;
use crate::model::{CodeId, Contract, RuleWhen};
use crate::syntax::{FieldCondition, StatusRange};
use crate::words::{Method, Transport};

/// Conditions that hold together, of each list one. What is `None` or empty is not asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    pub(crate) code: Option<Vec<CodeId>>,
    pub(crate) error_type: Option<Vec<CodeId>>,
    pub(crate) status: Option<StatusRange>,
    pub(crate) transport: Option<Transport>,
    /// Header names in lower case and their values; pointers and their values. Pointers start with a slash, names never do.
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) operation: Option<usize>,
    pub(crate) method: Option<Method>,
    /// The method of the operation.
    pub(crate) implied: Option<Method>,
}

impl Conditions {
    /// Those of a rule for one of its statuses.
    pub(crate) fn of(when: &RuleWhen, status: Option<StatusRange>, contract: &Contract) -> Self {
        let operation = when.operation.as_ref().map(|operation| operation.value);
        Self {
            code: when.code.as_ref().map(|code| code.value.clone()),
            error_type: when.error_type.as_ref().map(|code| code.value.clone()),
            status,
            transport: when.transport.as_ref().map(|transport| transport.value),
            texts: texts(when).into_iter().map(|(_, text)| text).into_vec(),
            operation,
            method: when.method.as_ref().map(|method| method.value),
            implied: operation.and_then(|at| contract.operations.get(at)).map(|operation| operation.method.value),
        }
    }

    /// Whether an answer must have come.
    pub(crate) fn answered(&self) -> bool {
        self.code.is_some() || self.error_type.is_some() || self.status.is_some() || !self.texts.is_empty()
    }

    /// Both at once; nothing where they exclude each other.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        let status = either(&self.status, &other.status, |one, two| {
            let range = StatusRange { from: one.from.max(two.from), to: one.to.min(two.to) };
            (range.from <= range.to).then_some(range)
        })?;
        let transport = either(&self.transport, &other.transport, equal)?;
        let operation = either(&self.operation, &other.operation, equal)?;
        let method = either(&self.method, &other.method, equal)?;
        let implied = self.implied.or(other.implied);
        let excluded = |text: &(String, String)| other.texts.iter().any(|other| exclude(text, other));
        let wrong_method = method.is_some() && implied.is_some() && method != implied;
        let no_answer = transport.is_some() && (self.answered() || other.answered());
        if wrong_method || no_answer || self.texts.iter().any(excluded) {
            return None;
        }
        let code = either(&self.code, &other.code, common)?;
        let error_type = either(&self.error_type, &other.error_type, common)?;
        let mut texts = self.texts.clone();
        texts.extend(other.texts.iter().filter(|text| !self.texts.contains(text)).cloned());
        Some(Self { code, error_type, status, transport, texts, operation, method, implied })
    }

    /// Whether the other's conditions hold whenever these do, its status left aside.
    pub(crate) fn imply(&self, other: &Self) -> bool {
        let within = |one: &Option<Vec<CodeId>>, other: &Option<Vec<CodeId>>| match (one, other) {
            (_, None) => true,
            (Some(one), Some(other)) => one.iter().all(|code| other.contains(code)),
            (None, Some(_)) => false,
        };
        within(&self.code, &other.code)
            && within(&self.error_type, &other.error_type)
            && (other.transport.is_none() || other.transport == self.transport)
            && other.texts.iter().all(|text| self.texts.contains(text))
            && (other.operation.is_none() || other.operation == self.operation)
            && (other.method.is_none() || other.method == self.method || other.method == self.implied)
    }
}

/// The texts that headers and fields must have: the names of headers in lower case, the places of fields as pointers.
pub(crate) fn texts(when: &RuleWhen) -> Vec<(&FieldCondition, (String, String))> {
    let headers = when.headers.iter().map(|header| (header, header.at.to_ascii_lowercase()));
    let fields = when.fields.iter().map(|field| (field, field.at.value.clone()));
    headers.chain(fields).map(|(condition, name)| (condition, (name, condition.equals.value.clone()))).into_vec()
}

/// Whether no answer has both texts: two values in one place, or a text inside what would have to be a text itself.
pub(crate) fn exclude((one, value): &(String, String), (two, other): &(String, String)) -> bool {
    let inside = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    if one == two { value != other } else { inside(one, two) || inside(two, one) }
}

/// A condition that one or both ask; nothing where they exclude each other.
fn either<T: Clone>(one: &Option<T>, two: &Option<T>, both: impl Fn(&T, &T) -> Option<T>) -> Option<Option<T>> {
    match (one, two) {
        (Some(one), Some(two)) => both(one, two).map(Some),
        (one, two) => Some(one.clone().or_else(|| two.clone())),
    }
}

fn equal<T: Clone + PartialEq>(one: &T, two: &T) -> Option<T> {
    (one == two).then(|| one.clone())
}

#[allow(clippy::ptr_arg, reason = "the signature `either` asks for")]
fn common(one: &Vec<CodeId>, two: &Vec<CodeId>) -> Option<Vec<CodeId>> {
    let common: Vec<CodeId> = one.iter().filter(|code| two.contains(code)).copied().into_vec();
    (!common.is_empty()).then_some(common)
}
