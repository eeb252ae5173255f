//! Masking of the secrets in a message, by means of the template that the contract has for it.

use crate::CodeRef;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The replacement for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// A message of one of these codes as it may be printed: the secrets of the code's template are masked. A message that does not match the
/// template is masked completely, because the secrets could be anywhere in it.
pub(crate) fn message<'m>(message: &'m str, codes: impl Iterator<Item = CodeRef>) -> Cow<'m, str> {
    let mut shown = Cow::Borrowed(message);
    for extra in codes.filter_map(CodeRef::secrets) {
        match masked(extra.message, extra.secrets, &shown) {
            Some(masked) => shown = Cow::Owned(masked),
            None => return Cow::Borrowed(REDACTED),
        }
    }
    shown
}

/// The text with its secrets masked. `None` if it does not match the template, or matches it in several ways, because then it is not known
/// where a secret ends.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn masked(template: &str, secrets: &[&str], text: &str) -> Option<String> {
    let Template { lead, gaps } = Template::read(template, secrets);
    let mut rest = text.strip_prefix(lead.as_str())?;
    let mut shown = lead;
    let Some((last, inner)) = gaps.split_last() else { return rest.is_empty().then_some(shown) };
    rest = rest.strip_suffix(last.after.as_str())?;
    let first = places(rest, inner, false)?;
    // If no gap is secret, it does not matter how the text matches.
    if gaps.iter().any(|gap| gap.secret) && first != places(rest, inner, true)? {
        return None;
    }
    let ends = first.iter().map(|place| place.start).chain([rest.len()]);
    let starts = [0].into_iter().chain(first.iter().map(|place| place.end));
    for ((gap, start), end) in gaps.iter().zip(starts).zip(ends) {
        shown.push_str(if gap.secret { REDACTED } else { rest.get(start..end)? });
        shown.push_str(&gap.after);
    }
    Some(shown)
}

/// The text of a parameter in a message, if the message matches the template in one way only.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn value<'t>(template: &str, name: &str, text: &'t str) -> Option<&'t str> {
    let Template { lead, gaps } = Template::read(template, &[name]);
    let (last, inner) = gaps.split_last()?;
    let rest = text.strip_prefix(lead.as_str())?.strip_suffix(last.after.as_str())?;
    let first = places(rest, inner, false)?;
    if first != places(rest, inner, true)? {
        return None;
    }
    let at = gaps.iter().position(|gap| gap.secret && gap.names == 1)?;
    let start = at.checked_sub(1).map_or(0, |before| first.get(before).map_or(0, |place| place.end));
    rest.get(start..first.get(at).map_or(rest.len(), |place| place.start))
}

/// A template: its text before the first placeholder, and its placeholders. Adjacent placeholders count as one.
struct Template {
    lead: String,
    gaps: Vec<Gap>,
}

struct Gap {
    secret: bool,
    /// The number of placeholders.
    names: usize,
    /// The text up to the next placeholder.
    after: String,
}

impl Template {
    #[cfg_attr(debug_assertions, inline)]
    fn read(template: &str, secrets: &[&str]) -> Self {
        let mut read = Self { lead: String::new(), gaps: Vec::new() };
        let mut rest = template;
        while let Some(c) = rest.chars().next() {
            let doubled = rest.starts_with("{{") || rest.starts_with("}}");
            let placeholder = rest.strip_prefix('{').filter(|_| !doubled).and_then(|inner| inner.split_once('}'));
            if let Some((name, after)) = placeholder {
                read.placeholder(secrets.contains(&name));
                rest = after;
            } else {
                read.text().push(c);
                rest = rest.get(if doubled { 2 } else { c.len_utf8() }..).unwrap_or_default();
            }
        }
        read
    }

    #[cfg_attr(debug_assertions, inline)]
    fn placeholder(&mut self, secret: bool) {
        match self.gaps.last_mut() {
            Some(gap) if gap.after.is_empty() => {
                gap.secret |= secret;
                gap.names += 1;
            }
            _ => self.gaps.push(Gap { secret, names: 1, after: String::new() }),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn text(&mut self) -> &mut String {
        self.gaps.last_mut().map_or(&mut self.lead, |gap| &mut gap.after)
    }
}

/// The positions of the texts between the gaps, in order: each as early as possible, or as late as possible.
#[cfg_attr(debug_assertions, inline)]
fn places(text: &str, gaps: &[Gap], late: bool) -> Option<Vec<Range<usize>>> {
    let mut places = Vec::with_capacity(gaps.len());
    let (mut from, mut to) = (0, text.len());
    for n in 0..gaps.len() {
        let after = gaps.get(if late { gaps.len() - 1 - n } else { n })?.after.as_str();
        let part = text.get(from..to)?;
        let at = from + if late { part.rfind(after)? } else { part.find(after)? };
        places.push(at..at + after.len());
        if late { to = at } else { from = at + after.len() }
    }
    if late {
        places.reverse();
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::{masked, value};

    #[test]
    fn a_value_is_read_where_it_can_only_be() {
        for (template, text, found) in [
            ("{n} calls per {key} seconds", "5 calls per 60 seconds", Some("60")),
            ("{key}", "", Some("")),
            ("wait {key}", "wait", None),
            ("{n}{key}", "12", None),
            ("{n} of {key} of {m}", "a of b of c", Some("b")),
            ("{n} of {key}", "a of b of c", None),
            ("no key", "no key", None),
        ] {
            assert_eq!(value(template, "key", text), found, "{template} | {text}");
        }
    }

    #[test]
    fn a_secret_is_masked_where_it_stands() {
        for (template, text, shown) in [
            ("key {key} is wrong", "key sk 1 is wrong", Some("key [redacted] is wrong")),
            ("{key}", "anything", Some("[redacted]")),
            ("{key} of {who}", "sk of me", Some("[redacted] of me")),
            ("{{{who}}} has {key}.", "{me} has sk.", Some("{me} has [redacted].")),
            ("{who}{key}!", "me sk!", Some("[redacted]!")),
            ("key {key}", "key ", Some("key [redacted]")),
            ("{n} of {m}", "a of b of c", Some("a of b of c")),
            ("no key at all", "no key at all", Some("no key at all")),
            // Two possible matches: the secret may be longer than it seems.
            ("{key} of {who}", "sk of x of me", None),
            ("key {key} is wrong", "the key sk is wrong", None),
            ("key {key} is wrong", "key sk is wron", None),
            ("ab{key}ba", "aba", None),
            ("", "sk", None),
        ] {
            assert_eq!(masked(template, &["key"], text).as_deref(), shown, "{template} | {text}");
        }
    }
}
