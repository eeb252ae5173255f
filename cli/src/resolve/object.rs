use serde_json::{Map, Value};

/// An object under construction; its members keep the order in which they are set.
#[derive(Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub(super) fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Sets a member if there is something to say.
    #[must_use]
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    /// Sets a member unless it would be an empty list or object.
    #[must_use]
    pub(super) fn unless_empty(self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let empty = match &value {
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if empty { self } else { self.set(key, value) }
    }

    /// Takes a member out.
    #[must_use]
    pub(super) fn without(mut self, key: &str) -> Self {
        self.0.shift_remove(key);
        self
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

/// An object of members that are named in the spec.
pub(super) fn named(members: impl IntoIterator<Item = (String, Object)>) -> Value {
    Value::Object(members.into_iter().map(|(name, member)| (name, member.into())).collect())
}

/// A list.
pub(super) fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
    Value::Array(items.into_iter().map(Into::into).collect())
}
