//! Adding values to JSON that has been written.

use super::tree;
use crate::decode::Json;
use crate::place::ListItem;
use alloc::string::String;

/// A document with one more value at a JSON Pointer, in new objects where there are none. `None` if something else is at the pointer or in the
/// way.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn with_value(text: &str, pointer: &str, value: &str) -> Option<String> {
    let document = Json::parse_text(text)?;
    let (mut at, mut rest) = ("", pointer);
    loop {
        if rest.is_empty() {
            return (document.at(at)?.as_str() == value).then(|| String::from(text));
        }
        let after = rest.strip_prefix('/')?;
        let token = after.split('/').next()?;
        let next = pointer.get(..at.len() + 1 + token.len())?;
        if document.at(next).is_none() {
            let object = with_member(document.at(at)?.as_str(), rest, value)?;
            return document.replaced(at, &object);
        }
        (at, rest) = (next, after.get(token.len()..)?);
    }
}

/// A document with one more item in a list, in which a member has a value.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn with_item(text: &str, item: &ListItem, value: &str) -> Option<String> {
    let element = tree::with_member(item, value);
    let Some(list) = Json::parse_text(text)?.at(item.list) else {
        return with_value(text, item.list, &["[", &element, "]"].concat());
    };
    let before = list.as_str().strip_suffix(']')?;
    let comma = if list.items()?.next().is_some() { "," } else { "" };
    Json::parse_text(text)?.replaced(item.list, &[before, comma, &element, "]"].concat())
}

/// An object with a value at a pointer whose first name it does not have.
#[cfg_attr(debug_assertions, inline)]
fn with_member(object: &str, pointer: &str, value: &str) -> Option<String> {
    let mut text = String::from(object.strip_suffix('}')?);
    if text.trim_end().len() > 1 {
        text.push(',');
    }
    let names = pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~"));
    let mut depth = 0;
    for name in names {
        if depth > 0 {
            text.push('{');
        }
        // Writing to a string cannot fail.
        let _ = super::text::string(&name, &mut text);
        text.push(':');
        depth += 1;
    }
    text.push_str(value);
    (0..depth).for_each(|_| text.push('}'));
    Some(text)
}
