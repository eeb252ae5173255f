//! JSON built from values at JSON Pointers (RFC 6901).

use serde_json::{Map, Value};

/// The largest index for which a pointer creates an array. A larger number is the name of a member.
const LAST_INDEX: usize = 63;

/// A value that is being built.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// A finished value.
    Leaf(Value),
    /// An object, or an array if all its keys are indices.
    Branch(Vec<(String, Tree)>),
}

impl Tree {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self::Branch(Vec::new())
    }

    /// Sets a value where there is none. Returns `false` if something excludes it.
    pub(crate) fn add(&mut self, pointer: &str, value: Value) -> bool {
        let keys = keys(pointer);
        match keys.split_last() {
            None => {
                let free = matches!(self, Self::Branch(branch) if branch.is_empty());
                if free {
                    *self = Self::Leaf(value);
                    return true;
                }
                value.is_object()
            }
            Some((last, above)) => self.branch(above, false).is_some_and(|branch| {
                let free = !branch.iter().any(|(key, _)| key == last);
                if free {
                    branch.push((last.clone(), Self::Leaf(value)));
                } else if value.is_object() {
                    return true; // The members of an object stand there already.
                }
                free
            }),
        }
    }

    /// The value at a pointer, as far as it is built.
    pub(crate) fn get(&self, pointer: &str) -> Option<Value> {
        let mut tree = self;
        let keys = keys(pointer);
        for (nth, key) in keys.iter().enumerate() {
            match tree {
                Self::Branch(members) => tree = &members.iter().find(|(name, _)| name == key)?.1,
                Self::Leaf(value) => {
                    let rest = pointer.splitn(nth + 2, '/').last().unwrap_or_default();
                    return value.pointer(&format!("/{rest}")).cloned();
                }
            }
        }
        Some(tree.clone().into_value())
    }

    /// Sets a value where there is none, or replaces a plain value.
    pub(crate) fn fill(&mut self, pointer: &str, value: Value) {
        let keys = keys(pointer);
        let Some((last, above)) = keys.split_last() else { return };
        let Some(branch) = self.branch(above, false) else { return };
        match branch.iter_mut().find(|(key, _)| key == last) {
            Some((_, Self::Leaf(old))) if !old.is_object() && !old.is_array() => *old = value,
            Some(_) => {}
            None => branch.push((last.clone(), Self::Leaf(value))),
        }
    }

    /// Sets a value and replaces whatever is there; `null` removes it.
    pub(crate) fn put(&mut self, pointer: &str, value: Value) {
        let keys = keys(pointer);
        let Some((last, above)) = keys.split_last() else {
            *self = Self::Leaf(value);
            return;
        };
        let Some(branch) = self.branch(above, true) else { return };
        match branch.iter().position(|(key, _)| key == last) {
            Some(at) if value.is_null() => {
                branch.remove(at);
            }
            Some(at) => branch[at].1 = Self::Leaf(value),
            None if value.is_null() => {}
            None => branch.push((last.clone(), Self::Leaf(value))),
        }
    }

    /// The members below these keys. Whatever is in the way is replaced if `force` is set.
    fn branch(&mut self, keys: &[String], force: bool) -> Option<&mut Vec<(String, Tree)>> {
        let mut tree = self;
        for key in keys {
            let members = tree.members(force)?;
            let at = match members.iter().position(|(name, _)| name == key) {
                Some(at) => at,
                None => {
                    members.push((key.clone(), Self::new()));
                    members.len() - 1
                }
            };
            tree = &mut members.get_mut(at)?.1;
        }
        tree.members(force)
    }

    fn members(&mut self, force: bool) -> Option<&mut Vec<(String, Tree)>> {
        if let Self::Leaf(value) = self {
            let members = match std::mem::take(value) {
                Value::Object(members) => members.into_iter().map(|(key, value)| (key, Self::Leaf(value))).collect(),
                Value::Array(items) if !items.is_empty() => {
                    items.into_iter().enumerate().map(|(at, value)| (at.to_string(), Self::Leaf(value))).collect()
                }
                _ if force => Vec::new(),
                other => {
                    *value = other;
                    return None;
                }
            };
            *self = Self::Branch(members);
        }
        match self {
            Self::Branch(members) => Some(members),
            Self::Leaf(_) => None,
        }
    }

    /// The finished value.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Self::Leaf(value) => value,
            Self::Branch(members) => match indices(&members) {
                Some(length) => array(members, length),
                None => Value::Object(members.into_iter().map(|(key, tree)| (key, tree.into_value())).collect()),
            },
        }
    }
}

/// The length of an array with these indices.
fn indices(members: &[(String, Tree)]) -> Option<usize> {
    let index = |key: &str| key.parse().ok().filter(|at: &usize| *at <= LAST_INDEX && at.to_string() == key);
    let last = members.iter().map(|(key, _)| index(key)).collect::<Option<Vec<usize>>>()?.into_iter().max()?;
    Some(last + 1)
}

/// Items without a value are empty objects.
fn array(members: Vec<(String, Tree)>, length: usize) -> Value {
    let mut elements = vec![Value::Object(Map::new()); length];
    for (key, tree) in members {
        if let Some(element) = key.parse().ok().and_then(|at: usize| elements.get_mut(at)) {
            *element = tree.into_value();
        }
    }
    Value::Array(elements)
}

/// The names in a pointer.
fn keys(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect()
}
