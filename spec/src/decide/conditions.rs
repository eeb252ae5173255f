//! The conditions of a fact, and how they relate to those of other facts.

use super::satisfiable::{Placed, Witness, witness};
use crate::lists::IntoVec;
use crate::model::{CodeId, Contract, When};
use crate::syntax::{Condition, StatusRange, Test};
use crate::words::{Category, Method, Transport};

/// A code, its category if that does not come from the status, and its tags.
#[derive(Clone, Debug)]
pub(crate) struct Coded {
    pub(crate) id: CodeId,
    category: Option<Category>,
    tags: Vec<String>,
}

impl PartialEq for Coded {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Coded {
    /// Whether it has a tag from each list.
    pub(crate) fn has_tags(&self, lists: &[Vec<String>]) -> bool {
        lists.iter().all(|list| list.iter().any(|tag| self.tags.contains(tag)))
    }

    pub(crate) fn new(id: CodeId, contract: &Contract) -> Self {
        let code = contract.code(id);
        let tags = code.iter().flat_map(|code| &code.tags).map(|tag| tag.value.clone()).collect();
        Self { id, category: code.and_then(|code| code.facts.stated_category()), tags }
    }
}

/// Conditions that must all hold. Of each list, one value must match. `None` and an empty list are no condition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conditions {
    pub(crate) code: Option<Vec<Coded>>,
    pub(crate) error_type: Option<Vec<Coded>>,
    pub(crate) status: Option<StatusRange>,
    pub(crate) transport: Option<Vec<Transport>>,
    /// In lower case.
    pub(crate) content_type: Option<Vec<String>>,
    pub(crate) category: Option<Vec<Category>>,
    /// The code must have a tag from each list. An error without a code has the tags of its type.
    pub(crate) tags: Vec<Vec<String>>,
    pub(crate) body: Option<Vec<usize>>,
    pub(crate) tests: Vec<Placed>,
    /// Operations with their methods.
    pub(crate) operation: Option<Vec<(usize, Method)>>,
    pub(crate) method: Option<Vec<Method>>,
}

impl Conditions {
    /// The conditions of a rule for one of its statuses; `None` if they exclude each other.
    pub(crate) fn of(when: &When, status: Option<StatusRange>, contract: &Contract) -> Option<Self> {
        let codes = |codes: &[CodeId]| codes.iter().map(|code| Coded::new(*code, contract)).into_vec();
        let method = |at: usize| contract.operations.get(at).map(|operation| (at, operation.method.value));
        let conditions = Self {
            code: when.code.as_ref().map(|code| codes(&code.value)),
            error_type: when.error_type.as_ref().map(|code| codes(&code.value)),
            status,
            transport: listed(&when.transport, |transport| *transport),
            content_type: listed(&when.content_type, |text| text.to_ascii_lowercase()),
            category: listed(&when.category, |category| *category),
            tags: listed(&when.tag, |tag| tag.clone()).into_iter().into_vec(),
            body: listed(&when.body, |body| *body),
            tests: tests(when).into_iter().map(|(_, placed)| placed).into_vec(),
            operation: listed(&when.operation, |at| *at).map(|operations| operations.into_iter().filter_map(method).into_vec()),
            method: listed(&when.method, |method| *method),
        };
        conditions.and(&Self::default())
    }

    /// Whether they require a response.
    pub(crate) fn answered(&self) -> bool {
        let Self { code, error_type, status, content_type, category, tags, body, tests, .. } = self;
        code.is_some()
            || error_type.is_some()
            || status.is_some()
            || content_type.is_some()
            || category.is_some()
            || !tags.is_empty()
            || body.is_some()
            || !tests.is_empty()
    }

    /// The conditions of both; `None` if they exclude each other.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        // Most rules require different texts at one location, and each rule is compared with every other one.
        if self.tests.iter().any(|test| other.tests.iter().any(|other| differ(test, other))) {
            return None;
        }
        let status = match (self.status, other.status) {
            (Some(one), Some(two)) => {
                let range = StatusRange { from: one.from.max(two.from), to: one.to.min(two.to) };
                (range.from <= range.to).then_some(Some(range))?
            }
            (one, two) => one.or(two),
        };
        let transport = common(&self.transport, &other.transport)?;
        let category = common(&self.category, &other.category)?;
        let content_type = common(&self.content_type, &other.content_type)?;
        let body = common(&self.body, &other.body)?;
        let method = common(&self.method, &other.method)?;
        let of_method = |(_, of): &(usize, Method)| method.as_ref().is_none_or(|method| method.contains(of));
        let operation = left(common(&self.operation, &other.operation)?, of_method)?;
        let of_category = |code: &Coded| match (&category, code.category) {
            (Some(wanted), Some(category)) => wanted.contains(&category),
            _ => true,
        };
        let mut tags = self.tags.clone();
        other.tags.iter().filter(|list| !self.tags.contains(list)).cloned().add_to(&mut tags);
        let code = left(common(&self.code, &other.code)?, |code| of_category(code) && code.has_tags(&tags))?;
        // The category of an error is that of its code, if that has one.
        let of_type = |error_type: &Coded| code.is_some() || of_category(error_type);
        let error_type = left(common(&self.error_type, &other.error_type)?, of_type)?;
        let mut tests = self.tests.clone();
        other.tests.iter().filter(|test| !self.tests.contains(test)).cloned().add_to(&mut tests);
        let both = Self { code, error_type, status, transport, content_type, category, tags, body, tests, operation, method };
        let no_answer = both.transport.is_some() && both.answered();
        (!no_answer && possible(&both.tests)).then_some(both)
    }

    /// Whether the other's conditions hold whenever these do, regardless of its status.
    pub(crate) fn imply(&self, other: &Self) -> bool {
        let by_code = |wanted: &Vec<Category>| {
            let all = |codes: &Vec<Coded>| codes.iter().all(|code| code.category.is_some_and(|is| wanted.contains(&is)));
            self.code.as_ref().is_some_and(all)
        };
        let by_operation = |wanted: &Vec<Method>| {
            self.operation.as_ref().is_some_and(|operations| operations.iter().all(|(_, method)| wanted.contains(method)))
        };
        within(&self.code, &other.code)
            && within(&self.error_type, &other.error_type)
            && within(&self.transport, &other.transport)
            && within(&self.content_type, &other.content_type)
            && within(&self.body, &other.body)
            && other.tags.iter().all(|list| {
                let narrower = |own: &Vec<String>| own.iter().all(|tag| list.contains(tag));
                let one = std::slice::from_ref(list);
                self.tags.iter().any(narrower)
                    || self.code.as_ref().is_some_and(|codes| codes.iter().all(|code| code.has_tags(one)))
            })
            && (within(&self.category, &other.category) || other.category.as_ref().is_some_and(by_code))
            && within(&self.operation, &other.operation)
            && (within(&self.method, &other.method) || other.method.as_ref().is_some_and(by_operation))
            && other.tests.iter().all(|test| self.tests.contains(test) || self.excludes(test))
    }

    /// Whether no response meets these conditions and fails the test.
    fn excludes(&self, (place, test): &Placed) -> bool {
        let near = |(other, _): &&Placed| other.starts_with(place.as_str()) || place.starts_with(other.as_str());
        let mut tests: Vec<Placed> = self.tests.iter().filter(near).cloned().into_vec();
        tests.push((place.clone(), Test { negated: !test.negated, any: test.any.clone() }));
        witness(&tests).is_none()
    }

    /// A response that meets the conditions on headers and fields, as text.
    pub(crate) fn example(&self) -> Vec<String> {
        let values = witness(&self.tests).unwrap_or_default();
        values.into_iter().filter_map(|(place, value)| Some(format!("`{place}` {}", value.said()?))).into_vec()
    }
}

/// A response that meets the conditions on headers and fields: the values of those locations. Pointers begin with a slash, names of headers
/// never do; names are in lower case.
pub fn example(when: &When) -> Vec<(String, Witness)> {
    let tests: Vec<Placed> = tests(when).into_iter().map(|(_, placed)| placed).into_vec();
    witness(&tests).unwrap_or_default().into_iter().map(|(place, value)| (place.to_owned(), value)).into_vec()
}

/// Whether a response can pass all of these tests.
pub(crate) fn possible(tests: &[Placed]) -> bool {
    // Nearly all conditions require an exact text.
    tests.len() < 2 && tests.iter().all(|(_, test)| test.text().is_some()) || witness(tests).is_some()
}

/// Whether two tests require different texts at the same location.
fn differ((place, one): &Placed, (other_place, other): &Placed) -> bool {
    matches!((one.text(), other.text()), (Some(one), Some(other)) if one != other) && place == other_place
}

/// The tests of headers and fields, with their locations: the names of headers in lower case, and the places of fields as pointers.
pub(crate) fn tests(when: &When) -> Vec<(&Condition, Placed)> {
    let headers = when.headers.iter().map(|header| (header, header.at.to_ascii_lowercase()));
    let fields = when.fields.iter().map(|field| (field, field.at.value.clone()));
    headers.chain(fields).map(|(condition, place)| (condition, (place, condition.test.clone()))).into_vec()
}

/// The values of a list; `None` if there is no list.
fn listed<T, R>(list: &[crate::source::Spanned<T>], read: impl Fn(&T) -> R) -> Option<Vec<R>> {
    (!list.is_empty()).then(|| list.iter().map(|item| read(&item.value)).into_vec())
}

/// The values that both lists allow; `None` if they have none in common.
fn common<T: Clone + PartialEq>(one: &Option<Vec<T>>, two: &Option<Vec<T>>) -> Option<Option<Vec<T>>> {
    match (one, two) {
        (Some(one), Some(two)) => left(Some(one.clone()), |item| two.contains(item)),
        (one, two) => Some(one.clone().or_else(|| two.clone())),
    }
}

/// The remaining values; `None` if there are none.
fn left<T>(choice: Option<Vec<T>>, keep: impl Fn(&T) -> bool) -> Option<Option<Vec<T>>> {
    let Some(mut choice) = choice else { return Some(None) };
    choice.retain(keep);
    (!choice.is_empty()).then_some(Some(choice))
}

fn within<T: PartialEq>(one: &Option<Vec<T>>, other: &Option<Vec<T>>) -> bool {
    match (one, other) {
        (_, None) => true,
        (Some(one), Some(other)) => one.iter().all(|item| other.contains(item)),
        (None, Some(_)) => false,
    }
}
