//! The conditions of a fact, and what follows from them.

use crate::model::{CodeId, Contract, RuleWhen};
use crate::words::{Method, Transport};
use crate::written::{FieldCondition, StatusRange};

/// Conditions that hold together, of each list one. What is `None` or empty is not asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    pub(super) code: Option<Vec<CodeId>>,
    pub(super) error_type: Option<Vec<CodeId>>,
    pub(super) status: Option<StatusRange>,
    pub(super) transport: Option<Transport>,
    /// Header names in lower case and their values; pointers and their values. Pointers start with a slash, names never do.
    pub(super) texts: Vec<(String, String)>,
    pub(super) operation: Option<usize>,
    pub(super) method: Option<Method>,
    /// The method of the operation.
    pub(super) implied: Option<Method>,
}

impl Conditions {
    /// Those of a rule for one of its statuses.
    pub(super) fn of(when: &RuleWhen, status: Option<StatusRange>, contract: &Contract) -> Self {
        let text = |condition: &FieldCondition, name: String| (name, condition.equals.value.clone());
        let headers = when.headers.iter().map(|header| text(header, header.at.to_ascii_lowercase()));
        let fields = when.fields.iter().map(|field| text(field, field.at.value.clone()));
        let operation = when.operation.as_ref().map(|operation| operation.value);
        Self {
            code: when.code.as_ref().map(|code| code.value.clone()),
            error_type: when.error_type.as_ref().map(|code| code.value.clone()),
            status,
            transport: when.transport.as_ref().map(|transport| transport.value),
            texts: headers.chain(fields).collect(),
            operation,
            method: when.method.as_ref().map(|method| method.value),
            implied: operation.and_then(|at| contract.operations.get(at)).map(|operation| operation.method.value),
        }
    }

    /// Whether an answer must have come.
    pub(super) fn answered(&self) -> bool {
        self.code.is_some() || self.error_type.is_some() || self.status.is_some() || !self.texts.is_empty()
    }

    /// Both at once; nothing where they exclude each other.
    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        let status = either(&self.status, &other.status, |one, two| {
            let range = StatusRange { from: one.from.max(two.from), to: one.to.min(two.to) };
            (range.from <= range.to).then_some(range)
        })?;
        let transport = either(&self.transport, &other.transport, equal)?;
        let operation = either(&self.operation, &other.operation, equal)?;
        let method = either(&self.method, &other.method, equal)?;
        let implied = self.implied.or(other.implied);
        let excluded =
            |(name, value): &(String, String)| other.texts.iter().any(|(known, other)| known == name && other != value);
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
    pub(super) fn imply(&self, other: &Self) -> bool {
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
    let common: Vec<CodeId> = one.iter().filter(|code| two.contains(code)).copied().collect();
    (!common.is_empty()).then_some(common)
}
